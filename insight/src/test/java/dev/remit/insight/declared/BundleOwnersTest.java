package dev.remit.insight.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.bundle.BundleReader;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFolder;
import dev.remit.testkit.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The owner of a policy is the one that its bundle names.
class BundleOwnersTest {
  private static final Path TEAMS = SharedData.projectRoot().resolve("examples/teams");
  private static final String CENTRAL = "suspended-accounts-do-nothing";
  private static final String OF_PAYMENTS = "payments/clerks-read";

  @TempDir private Path folder = Path.of("");

  /// What a data folder that keeps a bundle says of the owners of its policies.
  private List<String> owners(Path bundle, String tenant, String... policies) throws Exception {
    try (DataFolder data = DataFolder.own(folder.resolve("data"))) {
      BundleStore store = new BundleStore(data.disk(), InstantSource.system());
      store.keep(BundleReader.readFiles(bundle));
      PolicyOwners owners =
          new BundleOwners(name -> name.equals("default") ? Optional.of(store) : Optional.empty());
      String digest = BundleReader.read(bundle).digest().value();
      return Stream.of(policies).map(policy -> owners.owner(tenant, digest, policy)).toList();
    }
  }

  @Test
  void aPolicysOwnAnnotationComesFirst() throws Exception {
    assertThat(owners(TEAMS, "default", CENTRAL, OF_PAYMENTS))
        .containsExactly("security@harbour.example", "payments@harbour.example");
  }

  @Test
  void thenThatOfItsPartAndOfACentralOneThatOfTheBundle() throws Exception {
    Path bundle = folder.resolve("bundle");
    try (Stream<Path> files = Files.walk(TEAMS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = bundle.resolve(TEAMS.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.write(
            copy,
            Files.readAllLines(file).stream().filter(line -> !line.startsWith("@owner")).toList());
      }
    }
    assertThat(owners(bundle, "default", CENTRAL, OF_PAYMENTS))
        .containsExactly("platform@harbour.example", "payments@harbour.example");
  }

  @Test
  void ofWhatIsNotKeptNobodyIsKnown() throws Exception {
    assertThat(owners(TEAMS, "default", "no/such")).containsExactly("");
    assertThat(owners(TEAMS, "another", CENTRAL)).containsExactly("");
    assertThat(new BundleOwners(_ -> Optional.empty()).owner("default", "sha256:0", CENTRAL))
        .isEmpty();
  }
}
