package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleReaderTest {
  @TempDir Path folder;

  private static List<Diagnostic> refused(Path folder) {
    SyntaxException thrown =
        catchThrowableOfType(SyntaxException.class, () -> BundleReader.read(folder));
    assertThat(thrown).isNotNull();
    return thrown.diagnostics();
  }

  @Test
  void policiesOfAllFilesAreOneSetInTheOrderOfPaths() {
    Bundle bundle =
        new BundleFixture(folder)
            .write("policies/b.cedar", "@id(\"b\") permit(principal, action, resource);")
            .write("policies/a/deep.cedar", "permit(principal, action, resource);")
            .read();
    assertThat(bundle.policies().policies().keySet())
        .containsExactly(new PolicyId("policy0"), new PolicyId("b"));
  }

  @Test
  void entitiesOfAllFilesAndTheActionsOfTheSchemaAreThere() {
    Bundle bundle =
        new BundleFixture(folder)
            .policies("permit(principal, action, resource);")
            .write(
                "entities/a.json",
                "[{\"uid\":{\"type\":\"Account\",\"id\":\"1\"},\"attrs\":{},\"parents\":[]}]")
            .write(
                "entities/b/c.json",
                "[{\"uid\":{\"type\":\"Account\",\"id\":\"2\"},\"attrs\":{},\"parents\":[]}]")
            .read();
    assertThat(bundle.entities().find(EntityUid.of("Account", "1"))).isNotNull();
    assertThat(bundle.entities().find(EntityUid.of("Account", "2"))).isNotNull();
    assertThat(bundle.entities().find(EntityUid.of("Action", "pay"))).isNotNull();
  }

  @Test
  void theDigestIsOfTheBundlesFilesAndNothingElse() throws IOException {
    BundleFixture fixture =
        new BundleFixture(folder).policies("permit(principal, action, resource);");
    BundleDigest digest = fixture.read().digest();
    assertThat(fixture.write("README.md", "x").write("policies/a.cedar~", "x").read().digest())
        .isEqualTo(digest);
    List<BundleFile> files = filesOf(fixture);
    assertThat(BundleFiles.of(files).digest()).isEqualTo(digest);
    assertThat(fixture.policies("permit(principal, action, resource); ").read().digest())
        .isNotEqualTo(digest);
  }

  private static List<BundleFile> filesOf(BundleFixture fixture) throws IOException {
    return fixture
        .files()
        .filter(path -> !path.toString().endsWith("~") && !path.toString().endsWith(".md"))
        .map(path -> new BundleFile(path.toString(), bytes(fixture.folder().resolve(path))))
        .toList();
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsWrongWithAnyFileIsReportedAndNothingIsLoaded() throws IOException {
    new BundleFixture(folder)
        .write("remit.yaml", "name: test\nowner: x\nmaping: {}\n")
        .write("schema.cedarschema", "entity Agent\n")
        .write("policies/a.cedar", "permit(principal, action, resource)\n")
        .write(
            "policies/b.cedar",
            """
            @id("x") permit(principal, action, resource);
            @id("x") forbid(principal, action, resource);
            """)
        .write("entities/a.json", "[{\"uid\":3}]\n");
    Files.write(folder.resolve("policies/c.cedar"), new byte[] {(byte) 0xff});
    String text =
        refused(folder).stream()
            .map(Diagnostic::headline)
            .map(line -> line.replace(folder.toString(), "BUNDLE"))
            .collect(Collectors.joining("\n", "", "\n"));
    Golden.check(
        SharedData.projectRoot().resolve("pdp/src/test/resources/golden/bundle-mistakes.txt"),
        text);
  }

  @Test
  void anEntityGivenTwiceIsAMistakeOfTheBundle() {
    new BundleFixture(folder)
        .policies("permit(principal, action, resource);")
        .write(
            "entities/a.json",
            "[{\"uid\":{\"type\":\"Account\",\"id\":\"1\"},\"attrs\":{},\"parents\":[]}]")
        .write(
            "entities/b.json",
            "[{\"uid\":{\"type\":\"Account\",\"id\":\"1\"},\"attrs\":{\"blocked\":true},\"parents\":[]}]");
    assertThat(refused(folder).getFirst().message())
        .isEqualTo("entity `Account::\"1\"` is given twice with different contents");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(refused(folder))
        .extracting(Diagnostic::message)
        .containsExactly("no such file", "no such file", "no policy files");
    assertThat(refused(folder.resolve("none")))
        .extracting(Diagnostic::message)
        .containsExactly("no such folder");
  }

  @Test
  void filesAndBytesOfABundleAreBounded() throws IOException, BundleFolder.TooLarge {
    Path policies = Files.createDirectory(folder.resolve("policies"));
    for (int i = 0; i < BundleLimits.FILES_MAX; i++) {
      Files.createFile(policies.resolve(i + ".cedar"));
    }
    assertThat(BundleFolder.read(folder).all()).hasSize(BundleLimits.FILES_MAX);
    Path last = policies.resolve("last.cedar");
    Files.createFile(last);
    assertThat(refused(folder))
        .extracting(Diagnostic::message)
        .containsExactly("more than 10000 files");
    Files.delete(policies.resolve("0.cedar"));
    resize(last, BundleLimits.BYTES_MAX);
    assertThat(BundleFolder.read(folder).all()).hasSize(BundleLimits.FILES_MAX);
    resize(last, BundleLimits.BYTES_MAX + 1);
    assertThat(refused(folder))
        .extracting(Diagnostic::message)
        .containsExactly("more than 67108864 bytes in its files");
  }

  private static void resize(Path file, long bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
  }

  @Test
  void aBundleReadFromItsFilesIsTheSame() throws SyntaxException {
    Bundle bundle =
        new BundleFixture(folder).policies("permit(principal, action, resource);").read();
    Bundle again = BundleReader.read(Path.of("kept"), BundleReader.readFiles(folder));
    assertThat(again.digest()).isEqualTo(bundle.digest());
    assertThat(again.policies()).isEqualTo(bundle.policies());
    assertThat(again.entities()).isEqualTo(bundle.entities());
  }

  @Test
  void mistakesInFilesAreNamedAsOfTheFolderThatIsSaid() {
    SyntaxException thrown =
        catchThrowableOfType(
            SyntaxException.class,
            () -> BundleReader.read(Path.of("kept"), BundleFiles.of(List.of())));
    assertThat(thrown.diagnostics())
        .extracting(diagnostic -> diagnostic.source().name())
        .containsExactly("kept/remit.yaml", "kept/schema.cedarschema", "kept/policies");
  }

  @Test
  void aFileIsNoBundle() throws IOException {
    Path file = Files.write(folder.resolve("x"), "y".getBytes(StandardCharsets.UTF_8));
    assertThat(refused(file)).extracting(Diagnostic::message).containsExactly("is not a folder");
  }
}
