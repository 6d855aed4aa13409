package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.decision.Recorder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A recorder that remembers the last records of a tenant that reports may be about, and what was
/// reported of each, so that a report on what was just decided reads no log.
///
/// Any thread may call; `entries` guards itself and what is in it. Of a record that is here, every
/// report is here too: both came through this process, in this order.
public final class RecentRecords implements Recorder {
  /// Records that are remembered, some 5 MiB; the oldest go first.
  static final int RECORDS_MAX = 16_384;

  /// Of the ids that a record is about, and of a report; what is longer is not remembered.
  static final int CHARS_MAX = 1_024;

  private final Recorder recorder;
  private final Map<UUID, Entry> entries = new LinkedHashMap<>();

  /// A record, and the contexts of the notes about it by their action.
  private record Entry(Reportable about, Map<String, Json.JsonObject> reports) {}

  public RecentRecords(Recorder recorder) {
    this.recorder = Objects.requireNonNull(recorder, "recorder");
  }

  @Override
  public CompletionStage<@Nullable Void> keep(DecisionRecord record) {
    CompletionStage<@Nullable Void> kept = recorder.keep(record);
    return record.kind() == RecordKind.DECISION || record.task() instanceof TaskChange.Opened
        ? kept.whenComplete((_, failure) -> {
          if (failure == null) {
            Reportable about = Reportable.of(record);
            if (about.principal().id().length() + about.action().id().length() <= CHARS_MAX) {
              remember(about);
            }
          }
        })
        : kept;
  }

  private void remember(Reportable record) {
    Entry entry = new Entry(record, new HashMap<>());
    synchronized (entries) {
      if (entries.size() == RECORDS_MAX) {
        entries.remove(entries.keySet().iterator().next());
      }
      entries.put(record.id(), entry);
    }
  }

  Optional<Reportable> find(UUID id) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(id)).map(Entry::about);
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
    synchronized (entries) {
      Entry entry = entries.get(id);
      return entry == null
          ? new Known.Nothing()
          : new Known.All(Optional.ofNullable(entry.reports().get(action)));
    }
  }

  /// A note of a report was kept.
  void reported(UUID id, String action, Json.JsonObject said) {
    synchronized (entries) {
      Entry entry = entries.get(id);
      if (entry != null && JsonWriter.compact(said).length() > CHARS_MAX) {
        // Whoever asks for it again finds it in the log.
        entries.remove(id);
      } else if (entry != null) {
        entry.reports().put(action, said);
      }
    }
  }
}
