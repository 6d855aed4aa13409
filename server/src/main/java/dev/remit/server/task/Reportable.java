package dev.remit.server.task;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// A record of the log as far as reports about it need it. `reason` is the code of its first
/// reason.
record Reportable(
    UUID id,
    boolean isDecision,
    boolean isPermit,
    String reason,
    EntityUid principal,
    EntityUid action,
    Origin origin,
    TaskChange change) {
  /// When it was decided, and which decision point asked.
  record Origin(Instant time, String point) {}

  Reportable {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(change, "change");
  }

  static Reportable of(DecisionRecord record) {
    return new Reportable(
        record.id(),
        record.kind() == RecordKind.DECISION,
        record.decision().isPermit(),
        record.decision().reasons().getFirst().code().code(),
        record.principal(),
        record.action(),
        new Origin(record.time(), record.point()),
        record.task());
  }

  static Reportable of(Row row) throws UnreadableRecord {
    return new Reportable(
        row.uuid(Column.ID),
        row.text(Column.KIND).equals(RecordKind.DECISION.text()),
        row.text(Column.OUTCOME).equals("permit"),
        row.text(Column.REASON),
        EntityUid.of(row.text(Column.PRINCIPAL_TYPE), row.text(Column.PRINCIPAL_ID)),
        EntityUid.of(row.text(Column.ACTION_TYPE), row.text(Column.ACTION_ID)),
        new Origin(Instant.ofEpochMilli(row.whole(Column.TIME)), row.text(Column.POINT)),
        RowRecords.taskChange(row));
  }

  Instant time() {
    return origin.time();
  }

  /// The decision point that asked.
  String point() {
    return origin.point();
  }
}
