package dev.remit.store.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.record.DecisionPath;
import dev.remit.store.backup.Backup;
import dev.remit.store.backup.Restore;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFolder;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.Sealing;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.Selection;
import dev.remit.store.retention.ReferredByLog;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets in every field that a bundle names, and in headers with credentials, looked for in all
/// that is ever written: what the files hold, and what their readers make of it.
final class PlantedSecretsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123Z"));

  @TempDir Path folder = Path.of("");

  private void write(Shop shop, DataFolder data, long seed) throws Exception {
    try (SegmentedLog log =
        SegmentedLog.open(
            data.log(),
            new LogSettings(Durability.BUFFERED, 4_000, Duration.ofSeconds(5)),
            CLOCK,
            () -> new UUID(3, 4),
            new KeyFolder(data.disk()))) {
      DecisionPath path = shop.path(log, CLOCK, seed);
      for (int i = 0; i < 5; i++) {
        Shop.REQUESTS.forEach(path::answer);
        log.commit();
      }
    }
  }

  /// A data folder with everything that can be in one: parts, rollups, segments, bundles, entities.
  private Path data(Shop shop) throws Exception {
    Path path = folder.resolve("data");
    try (DataFolder data = DataFolder.own(path)) {
      new BundleStore(data.disk(), CLOCK).keep(shop.files());
      try (EntityHistory entities =
          EntityHistory.open(data.disk(), "store", CLOCK, new ReferredByLog(data.log()))) {
        entities.append("test", List.of(), List.of());
      }
      write(shop, data, 1);
      Sealing.seal(data.log(), 1);
      write(shop, data, 2);
    }
    assertThat(files(path.resolve("log/parts"))).isNotEmpty();
    assertThat(files(path.resolve("log/rollups"))).isNotEmpty();
    assertThat(files(path.resolve("log/segments"))).isNotEmpty();
    return path;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> contents(Path folder) throws IOException {
    List<String> contents = new ArrayList<>();
    for (Path file : files(folder)) {
      contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  private static void requireNoSecret(List<String> texts) {
    assertThat(texts).isNotEmpty();
    for (String text : texts) {
      assertThat(text).doesNotContain("SECRET").doesNotContain(Shop.NUMBERS);
    }
  }

  /// Every value of every column, from parts and segments alike.
  private static List<String> read(DataFolder data) throws Exception {
    List<String> texts = new ArrayList<>();
    new LogReader(data.log()).visit(1, row -> texts.add(row.toString()));
    return texts;
  }

  private static List<String> queried(LogTable table) throws Exception {
    List<String> texts = new ArrayList<>();
    try (DecisionRows rows = table.select(Selection.all(List.of()))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        texts.add(row.toString());
      }
    }
    return texts;
  }

  @Test
  void noFileAndNoReaderOfOneHoldsASecret() throws Exception {
    Shop shop = Shop.in(folder.resolve("bundle"));
    Path path = data(shop);
    requireNoSecret(contents(path));
    try (DataFolder data = DataFolder.read(path)) {
      List<String> read = read(data);
      assertThat(read).hasSize(10 * Shop.REQUESTS.size());
      requireNoSecret(read);
      // What is searched like this is found where it is no secret.
      assertThat(read).anyMatch(text -> text.contains("PLAIN"));
      try (LogTable table = LogTable.open(data)) {
        List<String> queried = queried(table);
        assertThat(queried).hasSameSizeAs(read).anyMatch(text -> text.contains("PLAIN"));
        requireNoSecret(queried);
      }
    }
    assertThat(contents(path)).anyMatch(text -> text.contains("PLAIN"));
  }

  @Test
  void aBackupHoldsNeitherSecretsNorKeys() throws Exception {
    Shop shop = Shop.in(folder.resolve("bundle"));
    Path path = data(shop);
    Path place = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    List<String> secrets = new ArrayList<>();
    try (DataFolder data = DataFolder.read(path)) {
      new Backup(data.disk(), FolderDisk.open(place), CLOCK).run();
      for (KeyLookup found : new KeyFolder(data.disk()).list()) {
        byte[] secret = ((KeyLookup.Found) found).key().secret();
        secrets.add(new String(secret, StandardCharsets.ISO_8859_1));
        secrets.add(Base64.getEncoder().encodeToString(secret));
      }
    }
    assertThat(secrets).hasSizeGreaterThan(4);
    assertThat(String.join("", contents(path))).contains(secrets.get(1));
    Restore.into(FolderDisk.open(place), FolderDisk.open(restored), Restore.Wish.all(List.of()));
    for (Path each : List.of(place, restored)) {
      List<String> contents = contents(each);
      requireNoSecret(contents);
      assertThat(contents).allMatch(content -> secrets.stream().noneMatch(content::contains));
    }
  }

  @Test
  void noFileButThoseOfKeysHoldsAKeyAndADestroyedOneIsInNone() throws Exception {
    Path path = data(Shop.in(folder.resolve("bundle")));
    try (DataFolder data = DataFolder.own(path)) {
      KeyFolder keys = new KeyFolder(data.disk());
      List<KeyLookup> all = keys.list();
      String secret =
          Base64.getEncoder().encodeToString(((KeyLookup.Found) all.getFirst()).key().secret());
      assertThat(contents(path).stream().filter(text -> text.contains(secret))).hasSize(1);
      keys.destroy(all.stream().map(KeyLookup::id).toList(), CLOCK.instant(), "admin");
      assertThat(contents(path)).noneMatch(text -> text.contains(secret));
      assertThat(keys.list()).isEmpty();
    }
  }
}
