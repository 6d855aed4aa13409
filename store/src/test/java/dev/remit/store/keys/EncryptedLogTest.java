package dev.remit.store.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.JsonLinesLog;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.disk.Subfolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogAccounts;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log of records with encrypted fields, on disks that fail.
final class EncryptedLogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123Z"));

  @TempDir Path folder = Path.of("");

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.in(folder.resolve("bundle"));
  }

  private static SegmentedLog open(Disk data, Durability durability) throws Exception {
    data.createFolder("log");
    return SegmentedLog.open(
        new Subfolder(data, "log"),
        new LogSettings(durability, 4_000, Duration.ofSeconds(5)),
        CLOCK,
        () -> new UUID(3, 4),
        new KeyFolder(data));
  }

  private static List<Row> decrypted(Disk data) throws Exception {
    RowDecryption decryption = new RowDecryption(new KeyFolder(data));
    List<Row> stored = new ArrayList<>();
    new LogReader(new Subfolder(data, "log")).visit(1, stored::add);
    List<Row> rows = new ArrayList<>();
    for (Row row : stored) {
      rows.add(((Decrypted.Whole) decryption.decrypt(row)).row());
    }
    return rows;
  }

  /// The record as the log gives it back, apart from its place.
  private static Row unplaced(Row row) {
    return row.with(Column.SEQUENCE, 0L).with(Column.RECEIVED, 0L).with(Column.CHECKSUM, 0L);
  }

  @Test
  void whatIsKeptComesBackAndVerifiesWithAndWithoutItsKeys() throws Exception {
    SimulatedDisk data = SimulatedDisk.of(1);
    List<DecisionRecord> records = new ArrayList<>();
    try (SegmentedLog log = open(data, Durability.DURABLE)) {
      DecisionPath path = shop.path(log, CLOCK, 7);
      Shop.REQUESTS.forEach(request -> records.add(path.answer(request)));
      assertThat(log.accounts()).isEqualTo(new LogAccounts(records.size(), records.size(), 0));
    }
    assertThat(decrypted(data).stream().map(EncryptedLogTest::unplaced))
        .isEqualTo(records.stream().map(RecordRows::of).toList());
    KeyFolder keys = new KeyFolder(data);
    keys.destroy(keys.list().stream().map(KeyLookup::id).toList(), Instant.EPOCH, "admin");
    assertThat(LogVerifier.verify(new Subfolder(data, "log"), List.of()).isClean()).isTrue();
  }

  /// The machine stops at every operation, of the log and of the keys.
  @Test
  void theKeyOfAnAcknowledgedRecordIsOnTheDisk() throws Exception {
    long seed = Seeds.seed(20261122);
    int acknowledgedInAll = 0;
    for (long stop = 1; stop < 120; stop++) {
      SimulatedDisk data = SimulatedDisk.of(seed + stop).stopAt(stop);
      Map<UUID, Row> acknowledged = new HashMap<>();
      work(data, acknowledged, stop);
      SimulatedDisk crashed = data.crash();
      work(crashed, acknowledged, stop + 1000);
      SimulatedDisk again = crashed.crash();
      List<Row> kept = decrypted(again).stream().map(EncryptedLogTest::unplaced).toList();
      assertThat(kept).as("stopped at %d", stop).containsAll(acknowledged.values());
      acknowledgedInAll += acknowledged.size();
    }
    assertThat(acknowledgedInAll).isGreaterThan(2_000);
  }

  private void work(SimulatedDisk data, Map<UUID, Row> acknowledged, long seed) throws Exception {
    try (SegmentedLog log = open(data, Durability.DURABLE)) {
      DecisionPath path = shop.path(log, CLOCK, seed);
      for (int i = 0; i < Shop.REQUESTS.size(); i++) {
        DecisionRecord record = path.answer(Shop.REQUESTS.get(i));
        if (!record.decision().canonical().contains("not-recorded")) {
          acknowledged.put(record.id(), RecordRows.of(record));
        }
      }
    } catch (IOException | AppendFailed _) {
      // The machine has stopped, which is what is tested.
    }
  }

  @Test
  void withoutKeysNothingToEncryptIsKeptAndWhoeverAskedIsDenied() throws Exception {
    SimulatedDisk data = SimulatedDisk.of(1);
    try (SegmentedLog log =
        SegmentedLog.open(data, LogSettings.of(Durability.DURABLE), CLOCK, () -> new UUID(3, 4))) {
      DecisionRecord record = shop.path(log, CLOCK, 7).answer(Shop.REQUESTS.getFirst());
      assertThat(record.decision().canonical()).startsWith("deny | not-recorded");
      assertThat(record.decision().reasons().getFirst().text())
          .startsWith("the record has fields to encrypt, and this log no keys");
      assertThat(log.accounts()).isEqualTo(new LogAccounts(1, 0, 1));
    }
    Path file = folder.resolve("lines");
    try (JsonLinesLog log = JsonLinesLog.open(file)) {
      DecisionRecord record = shop.path(log, CLOCK, 7).answer(Shop.REQUESTS.getFirst());
      assertThat(record.decision().canonical()).startsWith("deny | not-recorded");
    }
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void whereTheKeyCannotBeKeptTheRecordIsRefused() throws Exception {
    SimulatedDisk data = SimulatedDisk.of(1);
    data.createFolder("keys");
    try (SegmentedLog log = open(data, Durability.DURABLE)) {
      data.failAt(data.operations() + 3);
      DecisionPath path = shop.path(log, CLOCK, 7);
      for (int i = 0; i < 2; i++) {
        assertThat(path.answer(Shop.REQUESTS.getFirst()).decision().reasons().getFirst().text())
            .startsWith("fields of the record cannot be encrypted (")
            .endsWith("; mend the disk of `keys/` and start again");
      }
      assertThat(log.accounts()).isEqualTo(new LogAccounts(2, 0, 2));
    }
    assertThat(decrypted(data)).isEmpty();
  }
}
