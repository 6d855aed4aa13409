package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.decision.Recorder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A recorder that remembers the last records of a tenant that reports may be about, and what was
/// reported of each, so that a report on what was just decided reads no log.
///
/// Any thread may call; `records` guards itself and `reports`. Of a record that is here, every
/// report is here too: both came through this process, in this order.
public final class RecentRecords implements Recorder {
  /// Records that are remembered, in 4 MiB; the oldest go first.
  static final int RECORDS_MAX = 16_384;

  /// Of what a report says; what is longer is not remembered, nor is its record.
  static final int CHARS_MAX = 1_024;

  private final Recorder recorder;
  private final ReportableRing records = new ReportableRing(RECORDS_MAX);

  /// By slots of records, the contexts of the notes about them by their action.
  private final Map<Integer, Map<String, Json.JsonObject>> reports = new HashMap<>();

  public RecentRecords(Recorder recorder) {
    this.recorder = Objects.requireNonNull(recorder, "recorder");
  }

  @Override
  public CompletionStage<@Nullable Void> keep(DecisionRecord record) {
    CompletionStage<@Nullable Void> kept = recorder.keep(record);
    return record.kind() == RecordKind.DECISION || record.task() instanceof TaskChange.Opened
        ? kept.whenComplete((_, failure) -> {
          if (failure == null) {
            remember(Reportable.of(record));
          }
        })
        : kept;
  }

  private void remember(Reportable record) {
    synchronized (records) {
      int slot = records.add(record);
      if (!reports.isEmpty()) {
        reports.remove(slot);
      }
    }
  }

  Optional<Reportable> find(UUID id) {
    synchronized (records) {
      int slot = records.find(id);
      return slot < 0 ? Optional.empty() : Optional.of(records.read(slot));
    }
  }

  /// What is known of the reports about a record.
  sealed interface Known {
    /// Nothing, because the record is not remembered.
    record Nothing() implements Known {}

    /// All of it.
    record All(Optional<Json.JsonObject> report) implements Known {}
  }

  Known findReport(UUID id, String action) {
    synchronized (records) {
      int slot = records.find(id);
      return slot < 0
          ? new Known.Nothing()
          : new Known.All(Optional.ofNullable(reports.getOrDefault(slot, Map.of()).get(action)));
    }
  }

  /// A note of a report was kept.
  void reported(UUID id, String action, Json.JsonObject said) {
    synchronized (records) {
      int slot = records.find(id);
      if (slot < 0) {
        return;
      }
      if (JsonWriter.compact(said).length() > CHARS_MAX) {
        // Whoever asks for it again finds it in the log.
        records.forget(slot);
        reports.remove(slot);
      } else {
        reports.computeIfAbsent(slot, _ -> new HashMap<>()).put(action, said);
      }
    }
  }
}
