package dev.remit.conformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between modules and packages, as the architecture names them.
final class ArchitectureTest {
  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.remit");
  }

  @Test
  void cedarKnowsOnlyTheJdkAndItsJsonReader() {
    classes()
        .that()
        .resideInAPackage("dev.remit.cedar..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.remit.cedar..", "java..", "org.jspecify..", "com.fasterxml.jackson.core..")
        .check(product);
  }

  @Test
  void theEngineHasNoClockRandomnessThreadOrInputOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.remit.cedar.engine..",
            "dev.remit.cedar.entity..",
            "dev.remit.cedar.policy..",
            "dev.remit.cedar.value..",
            "dev.remit.pdp.decision..",
            "dev.remit.pdp.mapping..",
            "dev.remit.pdp.request..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread|java\\.time\\.Clock|java\\.util\\.Random"
                + "|java\\.util\\.concurrent\\.(Executor.*|ForkJoin.*|ThreadLocalRandom)")
        .check(product);
  }

  @Test
  void decisionPointKnowsOnlyCedarAndOnePackageOfItKnowsYaml() {
    onlyKnows("pdp", "cedar", "pdp");
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.remit.pdp.yaml..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(product);
  }

  @Test
  void modulesKnowOnlyWhatIsBelowThem() {
    onlyKnows("store", "cedar", "pdp", "store");
    onlyKnows("insight", "cedar", "pdp", "store", "insight");
    onlyKnows("validator", "cedar", "validator");
    onlyKnows("server", "cedar", "validator", "pdp", "store", "insight", "server");
    onlyKnows("cli", "cedar", "validator", "pdp", "store", "insight", "server", "cli");
  }

  @Test
  void theClientKnowsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.remit.client..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.remit.client..", "java..", "org.jspecify..")
        .check(product);
  }

  @Test
  void onlyTheServerListensAndKnowsTheWebFramework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.remit.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.linecorp..", "io.netty..", "io.grpc..", "com.nimbusds..")
        .check(product);
  }

  private static void onlyKnows(String module, String... known) {
    String[] packages =
        Stream.of(known).map(name -> "dev.remit." + name + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.remit." + module + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.remit..").and(resideOutsideOfPackages(packages)))
        .check(product);
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    slices().matching("dev.remit.(cedar.*)..").should().beFreeOfCycles().check(product);
    slices().matching("dev.remit.(pdp.*)..").should().beFreeOfCycles().check(product);
    slices().matching("dev.remit.server.(*)..").should().beFreeOfCycles().check(product);
  }

  @Test
  void nothingIsCalledByAnEmptyName() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.remit.testkit..")
        .should()
        .haveNameMatching(".*(Manager|Helper|Processor|Util|Utils|Data|Info|Base|Impl)")
        .check(product);
  }
}
