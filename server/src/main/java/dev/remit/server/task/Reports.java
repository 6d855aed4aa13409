package dev.remit.server.task;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.UuidV7;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Notes of what callers report, each made once of what it is about: it has an id that follows from
/// that, so that the log itself says whether it was made before, also after a start. Any thread may
/// report, and waits until the note is kept.
public final class Reports {
  /// How long after what it is about a report is taken.
  static final Duration AFTER_MAX = Duration.ofDays(1);

  private final DecisionService decisions;
  private final RecentRecords recent;
  private final LogReader log;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  /// Of one tenant, whose decisions are kept through `recent`.
  public Reports(DecisionService decisions, RecentRecords recent, LogReader log) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.recent = Objects.requireNonNull(recent, "recent");
    this.log = Objects.requireNonNull(log, "log");
  }

  /// A report about a record of the log, by the name of what is reported of it. Two that have the
  /// same values of `told`, members of their context, say the same.
  record Report(Reportable about, String action, RawRequest.Evaluation raw, List<String> told) {
    Report {
      told = List.copyOf(told);
    }

    private UUID id() {
      return UuidV7.of(about.id(), action);
    }
  }

  /// Keeps a note of a report, unless the same was reported before. Throws if it was reported
  /// otherwise, comes too late by `end`, when what it is about was over, or cannot be kept.
  void take(Call call, Report report, Instant end, String text) throws Refused {
    if (decisions.now().isAfter(end.plus(AFTER_MAX))) {
      throw conflict(
          "outcome.too-late", "it is reported more than " + AFTER_MAX.toHours() + " h after that");
    }
    UUID id = report.id();
    if (!underWay.add(id)) {
      throw new Refused(
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "outcome.busy",
              "it is just being reported; ask again"));
    }
    try {
      Optional<Json.JsonObject> before = findReport(report.about(), report.action());
      if (before.isPresent()) {
        requireSame(report, before.get());
      } else {
        keep(Notes.note(decisions, call, report.raw(), text).withId(id));
        recent.reported(report.about().id(), report.action(), report.raw().context());
      }
    } finally {
      underWay.remove(id);
    }
  }

  private void keep(DecisionRecord note) throws Refused {
    Reason reason =
        decisions.keep(note).toCompletableFuture().join().decision().reasons().getFirst();
    if (reason.code() == ReasonCode.NOT_RECORDED) {
      throw new Refused(NotKept.problem(reason));
    }
  }

  private static void requireSame(Report report, Json.JsonObject before) throws Refused {
    for (String member : report.told()) {
      if (!text(before, member).equals(text(report.raw().context(), member))) {
        throw conflict("outcome.reported", "it was reported before, and otherwise");
      }
    }
  }

  private static String text(Json.JsonObject said, String member) {
    Json value = said.find(member);
    return value == null ? "" : JsonWriter.compact(value);
  }

  /// The context of the note of what was reported of a record, if anything was.
  Optional<Json.JsonObject> findReport(Reportable about, String action) throws Refused {
    return switch (recent.findReport(about.id(), action)) {
      case RecentRecords.Known.All(Optional<Json.JsonObject> report) -> report;
      case RecentRecords.Known.Nothing _ -> {
        Optional<Row> note = read(() -> log.find(UuidV7.of(about.id(), action), about.time()));
        yield note.isEmpty() ? Optional.empty() : Optional.of(said(note.get()));
      }
    };
  }

  private static Json.JsonObject said(Row note) throws Refused {
    try {
      return RowRecords.of(note).inputs().raw() instanceof RawRequest.Evaluation raw
          ? raw.context()
          : Notes.NOTHING;
    } catch (UnreadableRecord e) {
      throw unreadable(e.text());
    }
  }

  /// The record of an id; empty too if that is none, or it is another tenant's.
  Optional<Reportable> find(Call call, String id) throws Refused {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    Optional<Reportable> remembered = recent.find(uuid);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Row> row =
        read(() -> log.find(uuid))
            .filter(found -> found.text(Column.TENANT).equals(call.caller().tenant().value()));
    try {
      return row.isEmpty() ? Optional.empty() : Optional.of(Reportable.of(row.get()));
    } catch (UnreadableRecord e) {
      throw unreadable(e.text());
    }
  }

  /// Looks something up in the log.
  @FunctionalInterface
  private interface LookUp {
    Optional<Row> look() throws IOException, DamagedLog;
  }

  private static Optional<Row> read(LookUp lookUp) throws Refused {
    try {
      return lookUp.look();
    } catch (IOException | DamagedLog e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Refused unreadable(String what) {
    return new Refused(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "outcome.log",
            "what it is about cannot be read back (" + what + "); tell the operator"));
  }

  static Refused conflict(String code, String detail) {
    return new Refused(new Problem(HttpStatus.CONFLICT, code, detail));
  }
}
