package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit validate --bundle`: what a service would say to a bundle.
final class ValidateBundleTest {
  private static final String EXAMPLE =
      SharedData.projectRoot().resolve("examples/teams").toString();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("remit.yaml"),
        "name: a\nowner: b\nparts: {payments: {owner: c, owns: Invoice}}\n");
    Files.writeString(
        folder.resolve("schema.cedarschema"),
        "entity User, Invoice; action read appliesTo {principal: User, resource: Invoice};");
    Files.createDirectories(folder.resolve("policies/payments"));
  }

  private Run withPolicy(String policy) throws IOException {
    Files.writeString(folder.resolve("policies/payments/a.cedar"), policy);
    return Run.of("validate", "--bundle", folder.toString());
  }

  @Test
  void thePartsAreListedAlsoForMachines() {
    Run run = Run.of("validate", "--bundle", EXAMPLE, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "{\"findings\":[],\"parts\":[{\"name\":\"payments\",\"owner\":\"payments@harbour.example\",\"owns\":[\"Invoice\",\"Payments::*\"]},"
                + "{\"name\":\"orders\",\"owner\":\"orders@harbour.example\",\"owns\":[\"Order\"]}]}\n");
  }

  @Test
  void aPartThatReachesBeyondWhatItOwnsIsRefused() throws IOException {
    Run run = withPolicy("@id(\"payments/a\") permit (principal, action, resource);");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("policies/payments/a.cedar:1:1: `payments/a` may bear on resources of any type");
  }

  @Test
  void whatDoesNotFitTheSchemaIsAFinding() throws IOException {
    Run run =
        withPolicy(
            "@id(\"payments/a\") permit (principal, action, resource is Invoice) when { resource.x };");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("payments/a", "1 error, 0 warnings", "part payments of c owns");
  }

  @Test
  void itIsAboutABundleOrAboutFiles() {
    assertThat(Run.of("validate").err()).contains("name `--bundle` alone, or `--schema`");
    Run both = Run.of("validate", "--bundle", EXAMPLE, "--schema", "x");
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.err()).contains("name `--bundle` alone, or `--schema`");
    assertThat(Run.of("validate", "--bundle", EXAMPLE + "/none").err()).contains("no such folder");
  }
}
