package dev.remit.server.task;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.server.access.Right;
import dev.remit.server.access.StrictObject;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.server.ledger.TaskLedger;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// `POST /v1/outcomes`: what became of what a decision permitted. A failed outcome gives back what
/// the decision spent, once, to a task that is still open; labels stay.
///
/// Only the decision point that asked may say so.
public final class OutcomeEndpoint {
  private static final String UNKNOWN =
      "no permit in a task has that id that this decision point asked for";

  private final DecisionService decisions;
  private final LogReader log;

  public OutcomeEndpoint(DecisionService decisions, LogReader log) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.log = Objects.requireNonNull(log, "log");
  }

  public Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.POST,
            "/v1/outcomes",
            Right.RUN_TASKS,
            "Say what became of what a decision permitted; a failure gives back what it spent.",
            this::report)
        .under(Contract.answering("ReportedOutcome").taking("OutcomeReport"));
  }

  private CompletionStage<HttpResponse> report(Call call) throws Refused {
    Call.Body body = call.requireObject();
    StrictObject object = body.strict(List.of("decision", "status"));
    String named = object.requireText("decision");
    String status = object.requireText("status");
    TaskChange.Outcome outcome =
        status.equals(TaskChange.Outcome.FAILED.text())
            ? TaskChange.Outcome.FAILED
            : TaskChange.Outcome.SUCCEEDED;
    if (!status.isEmpty() && !outcome.text().equals(status)) {
      object.refuse("status", "is `" + status + "`", "write `failed` or `succeeded`");
    }
    body.requireSound();
    Row row = require(call, named);
    if (!(change(row) instanceof TaskChange.Used used)) {
      throw unknown();
    }
    List<Charge> released =
        outcome == TaskChange.Outcome.FAILED ? used.effects().charges() : List.of();
    UUID decision = row.uuid(Column.ID);
    TaskLedger.Ended versions = take(used, decision, released);
    DecisionRecord note =
        Notes.note(
                decisions,
                call,
                Notes.request(
                    call,
                    principal(row),
                    "report-outcome",
                    "Decision",
                    decision.toString(),
                    Notes.NOTHING),
                "the outcome was reported: " + outcome.text())
            .with(
                new TaskChange.Reported(
                    used.task(),
                    used.root(),
                    versions.before(),
                    versions.after(),
                    decision,
                    outcome,
                    released));
    return decisions
        .keep(note)
        .thenApply(kept -> NotKept.or(kept, () -> reported(decision, outcome, released)));
  }

  private TaskLedger.Ended take(TaskChange.Used used, UUID decision, List<Charge> released)
      throws Refused {
    TaskLedger ledger = decisions.ledger();
    for (int i = 0; i < TaskLedger.TRIES_MAX; i++) {
      TaskState before = ledger.find(used.root());
      if (before == null || before.find(used.task(), decisions.now()) == null) {
        throw conflict("task.ended", "the task has ended, and nothing of it can be given back");
      }
      if (before.reported().contains(decision)) {
        throw conflict("outcome.reported", "the outcome of that decision was reported before");
      }
      if (before.reported().size() >= TaskLimits.OUTCOMES_MAX) {
        throw conflict(
            "task.limit",
            "the task holds %,d outcomes; end it and open another"
                .formatted(TaskLimits.OUTCOMES_MAX));
      }
      TaskState after = before.reported(decision, released);
      if (ledger.replace(used.root(), before, after)) {
        return new TaskLedger.Ended(before.version(), after.version());
      }
    }
    throw conflict("task.conflict", "other requests of the task came first; ask again");
  }

  private static Refused conflict(String code, String detail) {
    return new Refused(new Problem(HttpStatus.CONFLICT, code, detail));
  }

  private static Refused unknown() {
    return new Refused(new Problem(HttpStatus.NOT_FOUND, "outcome.unknown-decision", UNKNOWN));
  }

  private Row require(Call call, String id) throws Refused {
    Optional<Row> found = find(id);
    if (found.isEmpty()
        || !found.get().text(Column.TENANT).equals(call.caller().tenant().value())
        || !found.get().text(Column.POINT).equals(call.caller().point())
        || !found.get().text(Column.KIND).equals(RecordKind.DECISION.text())
        || !found.get().text(Column.OUTCOME).equals("permit")) {
      throw unknown();
    }
    return found.get();
  }

  private Optional<Row> find(String id) throws Refused {
    try {
      return log.find(UUID.fromString(id));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    } catch (IOException | DamagedLog e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static TaskChange change(Row row) throws Refused {
    try {
      return RowRecords.taskChange(row);
    } catch (UnreadableRecord e) {
      throw unreadable(e.text());
    }
  }

  private static Refused unreadable(String what) {
    return new Refused(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "outcome.log",
            "the decision cannot be read back (" + what + "); tell the operator"));
  }

  private static EntityUid principal(Row row) {
    return EntityUid.of(row.text(Column.PRINCIPAL_TYPE), row.text(Column.PRINCIPAL_ID));
  }

  private static HttpResponse reported(
      UUID decision, TaskChange.Outcome outcome, List<Charge> released) {
    List<Json> charges = new ArrayList<>();
    for (Charge charge : released) {
      charges.add(
          Json.object(
              TaskJson.text("meter", charge.meter()),
              Member.of("amount", Json.integer(charge.amount()))));
    }
    return Responses.json(
        Json.object(
            TaskJson.text("decision", decision.toString()),
            TaskJson.text("status", outcome.text()),
            Member.of("released", Json.array(charges))));
  }
}
