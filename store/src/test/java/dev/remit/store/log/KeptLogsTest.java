package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.store.MemoryLog;
import dev.remit.store.Records;
import dev.remit.store.data.DataFolder;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.ResultRows;
import dev.remit.store.query.Selection;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import dev.remit.testkit.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Logs as earlier versions wrote them, kept in `store/src/test/logs`: one sealed part and a
/// segment. What this version writes is kept beside them, once, before it is released.
final class KeptLogsTest {
  private static final Path KEPT = SharedData.projectRoot().resolve("store/src/test/logs");
  private static final String CURRENT = "schema-3";

  /// Written when `context.credential` had no field but its status.
  private static final String WITHOUT_CREDENTIAL = "schema-2";

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder = Path.of("");

  private List<DecisionRecord> records(Bundle bundle) {
    MemoryLog log = new MemoryLog();
    Records.REQUESTS.forEach(Records.path(bundle, log)::answer);
    return log.records();
  }

  private static void append(FolderDisk disk, List<DecisionRecord> records) throws Exception {
    try (SegmentedLog log =
        SegmentedLog.open(
            disk,
            LogSettings.of(Durability.DURABLE),
            InstantSource.fixed(NOON),
            () -> new UUID(3, 4))) {
      for (DecisionRecord record : records) {
        log.append(record);
      }
    }
  }

  private FolderDisk written(Path to) throws Exception {
    List<DecisionRecord> records = records(Records.bundle(folder.resolve("bundle")));
    FolderDisk disk = FolderDisk.open(to);
    append(disk, records.subList(0, 4));
    new Sealer(disk).seal(LogFiles.segments(disk));
    append(disk, records.subList(4, records.size()));
    return disk;
  }

  @Test
  void whatThisVersionWritesIsKept() throws Exception {
    if (Boolean.getBoolean("keptlogs.write")) {
      written(KEPT.resolve(CURRENT));
    }
    assertThat(KEPT.resolve(CURRENT)).isDirectory();
  }

  static List<String> versions() throws Exception {
    try (Stream<Path> folders = Files.list(KEPT)) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyKeptLogIsReadVerifiedAndDecidedTheSame(String version) throws Exception {
    FolderDisk disk = FolderDisk.open(copy(KEPT.resolve(version)));
    assertThat(LogVerifier.verify(disk, List.of()).findings()).isEmpty();
    Bundle bundle = Records.bundle(folder.resolve("bundle"));
    List<DecisionRecord> read = new ArrayList<>();
    List<Exception> unreadable = new ArrayList<>();
    new LogReader(disk)
        .visit(
            1,
            row -> {
              try {
                read.add(RowRecords.of(row));
              } catch (UnreadableRecord e) {
                unreadable.add(e);
              }
              return true;
            });
    assertThat(unreadable).isEmpty();
    assertThat(read).isEqualTo(recordsOf(version, bundle));
    for (DecisionRecord record : read) {
      assertThat(Pdp.decide(record.inputs(), bundle, Snapshot.of(bundle)).canonical())
          .isEqualTo(record.decision().canonical());
    }
  }

  /// What the version made of the requests.
  private List<DecisionRecord> recordsOf(String version, Bundle bundle) {
    if (version.equals(CURRENT)) {
      return records(bundle);
    }
    return records(bundle).stream()
        .map(record -> ofSchema2(record, version.equals(WITHOUT_CREDENTIAL)))
        .toList();
  }

  /// With the context of then, when tasks had no id, flow nothing, and provenance fewer fields.
  private static DecisionRecord ofSchema2(DecisionRecord record, boolean withoutCredential) {
    DecisionInputs inputs = record.inputs();
    if (!(inputs.mapped() instanceof MappedRequest.Mapped mapped)) {
      return record;
    }
    Map<String, Value> context = mapped.context().fields();
    if (withoutCredential) {
      context.put("credential", RecordValue.of(Map.of("status", new StringValue("absent"))));
    }
    context.put("flow", RecordValue.EMPTY);
    context.put("provenance", inputs.provenance().toValueOfSchema2());
    context.put(
        "task", RecordValue.of(Map.of("labels", SetValue.EMPTY, "meters", RecordValue.EMPTY)));
    MappedRequest before =
        new MappedRequest.Mapped(
            mapped.principal(),
            mapped.action(),
            mapped.resources(),
            RecordValue.of(context),
            mapped.overlay());
    return Records.with(
        record,
        new DecisionInputs(
            before,
            inputs.provenance(),
            inputs.credential(),
            inputs.now(),
            inputs.bundle(),
            inputs.entities(),
            inputs.engine(),
            inputs.raw()));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyKeptLogGoesOn(String version) throws Exception {
    FolderDisk disk = FolderDisk.open(copy(KEPT.resolve(version)));
    long before = LogVerifier.verify(disk, List.of()).checked();
    append(disk, records(Records.bundle(folder.resolve("bundle"))));
    Verification verification = LogVerifier.verify(disk, List.of());
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.checked()).isEqualTo(before + Records.REQUESTS.size());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void queriesSeePartsOfEveryVersionBesideEachOther(String version) throws Exception {
    Path path = folder.resolve("data");
    try (DataFolder data = DataFolder.own(path)) {
      assertThat(data.logPath()).isEqualTo(path.resolve("log"));
    }
    Files.move(
        copy(KEPT.resolve(version)), path.resolve("log"), StandardCopyOption.REPLACE_EXISTING);
    FolderDisk disk = FolderDisk.open(path.resolve("log"));
    long before = LogVerifier.verify(disk, List.of()).checked();
    List<DecisionRecord> now = records(Records.bundle(folder.resolve("bundle")));
    append(disk, now);
    new Sealer(disk).seal(LogFiles.segments(disk));
    append(disk, now);
    assertThat(LogVerifier.verify(disk, List.of()).findings()).isEmpty();
    long all = before + 2L * now.size();
    try (LogTable table = LogTable.open(DataFolder.read(path));
        ResultRows rows =
            table.query(
                new Source(
                    "sql",
                    "SELECT count(*), count(delegation_chain_status), count(delegation_chain)"
                        + " FROM decisions"))) {
      @Nullable Object[] counts = Objects.requireNonNull(rows.next());
      assertThat(counts[0]).isEqualTo(all);
      assertThat(counts[1]).isEqualTo(version.equals(CURRENT) ? all : all - before);
      assertThat(counts[2]).isEqualTo(0L);
    }
    for (Selection.Order order : Selection.Order.values()) {
      try (LogTable table = LogTable.open(DataFolder.read(path));
          DecisionRows rows = table.select(new Selection(List.of(), order, 1_000))) {
        int read = 0;
        for (Row row = rows.next(); row != null; row = rows.next()) {
          RowRecords.of(row);
          read++;
        }
        assertThat(read).isEqualTo((int) all);
      }
    }
  }

  private Path copy(Path from) throws Exception {
    Path to = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  @Test
  void rowsOfEqualRecordsAreEqual() {
    Bundle bundle = Records.bundle(folder.resolve("bundle"));
    assertThat(records(bundle).stream().map(RecordRows::of).toList())
        .isEqualTo(records(bundle).stream().map(RecordRows::of).toList());
  }
}
