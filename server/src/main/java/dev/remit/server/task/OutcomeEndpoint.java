package dev.remit.server.task;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.DecisionRecord;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// `POST /v1/outcomes`: what became of what a decision permitted, and what the user saw of any
/// decision. A failed outcome gives back what the decision spent, once, to a task that is still
/// open; labels stay.
///
/// Only the decision point that asked may say so.
public final class OutcomeEndpoint {
  private static final String UNKNOWN =
      "no decision has that id that this decision point asked for, or no permit in a task";

  private final DecisionService decisions;
  private final Reports reports;

  public OutcomeEndpoint(DecisionService decisions, Reports reports) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.reports = Objects.requireNonNull(reports, "reports");
  }

  public Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.POST,
            "/v1/outcomes",
            Right.RUN_TASKS,
            "Say what became of what a decision permitted; a failure gives back what it spent. Or"
                + " what the user saw of any decision.",
            this::report)
        .under(Contract.answering("ReportedOutcome").taking("OutcomeReport"));
  }

  private CompletionStage<HttpResponse> report(Call call) throws Refused {
    Call.Body body = call.requireObject();
    StrictObject object = body.strict(List.of("decision", "status", "visibleStatus", "retryOf"));
    String named = object.requireText("decision");
    Optional<TaskChange.Outcome> outcome = outcome(object);
    Optional<Long> visible =
        Optional.ofNullable(object.findWhole("visibleStatus", Seen.STATUS_MIN, Seen.STATUS_MAX));
    Optional<String> retryOf = Optional.ofNullable(object.findText("retryOf"));
    if (!object.has("status") && !object.has("visibleStatus")) {
      object.refuse("status", "is missing", "write it, `visibleStatus`, or both");
    }
    if (retryOf.isPresent() && !object.has("visibleStatus")) {
      object.refuse("retryOf", "says nothing without `visibleStatus`", "write that too");
    }
    body.requireSound();
    Reportable about = require(call, named);
    List<Member> answer = new ArrayList<>();
    answer.add(TaskJson.text("decision", about.id().toString()));
    if (visible.isPresent()) {
      Reportable retried = retryOf.isPresent() ? require(call, retryOf.get()) : null;
      new Seen(about, visible.get(), retried).report(call, reports);
      answer.add(Member.of("visibleStatus", Json.integer(visible.get())));
    }
    return outcome.isPresent()
        ? report(call, about, outcome.get(), answer)
        : Responses.done(Responses.json(Json.object(answer)));
  }

  /// Empty if it is not said, and after a mistake.
  private static Optional<TaskChange.Outcome> outcome(StrictObject object) {
    String status = object.findText("status");
    Optional<TaskChange.Outcome> outcome =
        Stream.of(TaskChange.Outcome.values()).filter(each -> each.text().equals(status)).findAny();
    if (outcome.isEmpty() && status != null && !status.isEmpty()) {
      object.refuse("status", "is `" + status + "`", "write `failed` or `succeeded`");
    }
    return outcome;
  }

  /// Of a permit in a task; `answer` is what is answered beside.
  private CompletionStage<HttpResponse> report(
      Call call, Reportable about, TaskChange.Outcome outcome, List<Member> answer) throws Refused {
    if (!about.isPermit() || !(about.change() instanceof TaskChange.Used used)) {
      throw unknown();
    }
    List<Charge> released =
        outcome == TaskChange.Outcome.FAILED ? used.effects().charges() : List.of();
    UUID decision = about.id();
    TaskLedger.Ended versions = take(used, decision, released);
    DecisionRecord note =
        Notes.note(
                decisions,
                call,
                Notes.request(
                    call,
                    about.principal(),
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
        .thenApply(kept -> NotKept.or(kept, () -> reported(answer, outcome, released)));
  }

  private TaskLedger.Ended take(TaskChange.Used used, UUID decision, List<Charge> released)
      throws Refused {
    TaskLedger ledger = decisions.ledger();
    for (int i = 0; i < TaskLedger.TRIES_MAX; i++) {
      TaskState before = ledger.find(used.root());
      if (before == null || before.find(used.task(), decisions.now()) == null) {
        throw Reports.conflict(
            "task.ended", "the task has ended, and nothing of it can be given back");
      }
      if (before.reported().contains(decision)) {
        throw Reports.conflict(
            "outcome.reported", "the outcome of that decision was reported before");
      }
      if (before.reported().size() >= TaskLimits.OUTCOMES_MAX) {
        throw Reports.conflict(
            "task.limit",
            "the task holds %,d outcomes; end it and open another"
                .formatted(TaskLimits.OUTCOMES_MAX));
      }
      TaskState after = before.reported(decision, released);
      if (ledger.replace(used.root(), before, after)) {
        return new TaskLedger.Ended(before.version(), after.version());
      }
    }
    throw Reports.conflict("task.conflict", "other requests of the task came first; ask again");
  }

  private static Refused unknown() {
    return new Refused(new Problem(HttpStatus.NOT_FOUND, "outcome.unknown-decision", UNKNOWN));
  }

  private Reportable require(Call call, String id) throws Refused {
    return reports
        .find(call, id)
        .filter(Reportable::isDecision)
        .filter(about -> about.point().equals(call.caller().point()))
        .orElseThrow(OutcomeEndpoint::unknown);
  }

  private static HttpResponse reported(
      List<Member> answer, TaskChange.Outcome outcome, List<Charge> released) {
    List<Json> charges = new ArrayList<>();
    for (Charge charge : released) {
      charges.add(
          Json.object(
              TaskJson.text("meter", charge.meter()),
              Member.of("amount", Json.integer(charge.amount()))));
    }
    List<Member> members = new ArrayList<>(answer);
    members.add(TaskJson.text("status", outcome.text()));
    members.add(Member.of("released", Json.array(charges)));
    return Responses.json(Json.object(members));
  }
}
