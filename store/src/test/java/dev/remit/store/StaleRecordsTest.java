package dev.remit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.pdp.freshness.FreshnessRule;
import dev.remit.pdp.freshness.FreshnessRule.WhenStale;
import dev.remit.pdp.freshness.StaleAttribute;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was stale for a decision, in every form that a record is kept in.
final class StaleRecordsTest {
  private static final List<StaleAttribute> STALE =
      List.of(
          new StaleAttribute(
              EntityUid.of("App::Workload", "a\"b"),
              "posture",
              Instant.parse("2026-11-22T10:00:00.001Z"),
              new FreshnessRule(Duration.ofMillis(1), WhenStale.DENY)),
          new StaleAttribute(
              EntityUid.of("Fleet", ""),
              "a b",
              AsOfTimes.UNKNOWN,
              new FreshnessRule(Duration.ofDays(7), WhenStale.ABSENT)));

  @TempDir Path folder;

  private DecisionRecord record(List<StaleAttribute> stale) {
    DecisionRecord record = Records.search(Records.bundle(folder));
    DecisionInputs inputs = record.inputs();
    return Records.with(
        record,
        new DecisionInputs(
            inputs.mapped(),
            inputs.provenance(),
            inputs.credential(),
            inputs.now(),
            inputs.bundle(),
            inputs.entities(),
            inputs.engine(),
            inputs.raw(),
            inputs.encrypted(),
            stale));
  }

  @Test
  void whatWasStaleIsReadBackEqual() throws UnreadableRecord {
    DecisionRecord record = record(STALE);
    Row row = RecordRows.of(record);
    assertThat(RowRecords.of(row)).isEqualTo(record);
    assertThat(RowRecords.stale(row)).isEqualTo(STALE);
    assertThat(RecordReader.read(RecordWriter.write(record))).isEqualTo(record);
  }

  @Test
  void aRecordOfWhichNothingWasStaleIsWrittenAsBefore() throws UnreadableRecord {
    DecisionRecord record = record(List.of());
    assertThat(RecordWriter.write(record)).doesNotContain("stale");
    assertThat(RowRecords.stale(RecordRows.of(record))).isEmpty();
  }
}
