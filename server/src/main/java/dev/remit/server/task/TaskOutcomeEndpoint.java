package dev.remit.server.task;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.rate.OutcomeNotes;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.server.access.Right;
import dev.remit.server.access.StrictObject;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `POST /v1/tasks/{id}/outcome`: how a task ended as its owner saw it, once, while it is open and
/// for a day after it is over. It ends no task and changes no state.
///
/// Told by who opened the task, or through whom it was opened; never by who only works in it.
public final class TaskOutcomeEndpoint {
  private static final List<String> TOLD =
      List.of(OutcomeNotes.ENDING, OutcomeNotes.STATUS, OutcomeNotes.AUTHORITY, OutcomeNotes.WHY);

  private final DecisionService decisions;
  private final Reports reports;

  public TaskOutcomeEndpoint(DecisionService decisions, Reports reports) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.reports = Objects.requireNonNull(reports, "reports");
  }

  public Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.POST,
            "/v1/tasks/{id}/outcome",
            Right.RUN_TASKS,
            "Say how a task ended as its owner saw it.",
            this::report)
        .under(Contract.answering("ReportedTaskOutcome").taking("TaskOutcomeReport"));
  }

  private CompletionStage<HttpResponse> report(Call call) throws Refused {
    Call.Body body = call.requireObject();
    StrictObject object =
        body.strict(List.of("status", "visibleStatus", "reason", "wantOfAuthority"));
    OutcomeNotes.@Nullable Ending ending = ending(object);
    Long visible = object.findWhole("visibleStatus", Seen.STATUS_MIN, Seen.STATUS_MAX);
    String why = object.findText("reason");
    Boolean authority = object.findFlag("wantOfAuthority");
    if (ending == OutcomeNotes.Ending.SUCCEEDED && Boolean.TRUE.equals(authority)) {
      object.refuse("wantOfAuthority", "is true of what succeeded", "leave it out");
    }
    body.requireSound();
    Objects.requireNonNull(ending, "sound");
    Reportable opening =
        reports.find(call, call.path("id")).orElseThrow(TaskOutcomeEndpoint::unknown);
    Task task = task(opening);
    Callers.requireJudges(
        call, task, opening.point(), decisions.basis().bundle().manifest().tasks());
    List<Member> context = new ArrayList<>();
    context.add(TaskJson.text(OutcomeNotes.ENDING, ending.text()));
    Optional.ofNullable(visible)
        .ifPresent(status -> context.add(Member.of(OutcomeNotes.STATUS, Json.integer(status))));
    Optional.ofNullable(authority)
        .ifPresent(want -> context.add(Member.of(OutcomeNotes.AUTHORITY, Json.bool(want))));
    Optional.ofNullable(why).ifPresent(text -> context.add(TaskJson.text(OutcomeNotes.WHY, text)));
    context.add(TaskJson.text(OutcomeNotes.PURPOSE, task.purpose()));
    context.add(Member.of(OutcomeNotes.TIME, Json.integer(task.opened().toEpochMilli())));
    reports.take(
        call,
        new Reports.Report(
            opening,
            OutcomeNotes.ENDED,
            Notes.request(
                call,
                task.opener(),
                OutcomeNotes.ENDED,
                "Task",
                task.id().toString(),
                Json.object(context)),
            TOLD),
        task.expires(),
        "the end of the task was reported: " + ending.text());
    return Responses.done(
        Responses.json(
            Json.object(
                TaskJson.text("task", task.id().toString()),
                TaskJson.text("status", ending.text()))));
  }

  /// Null after a mistake.
  private static OutcomeNotes.@Nullable Ending ending(StrictObject object) {
    String text = object.requireText("status");
    Optional<OutcomeNotes.Ending> found =
        Stream.of(OutcomeNotes.Ending.values()).filter(each -> each.text().equals(text)).findAny();
    if (found.isEmpty() && !text.isEmpty()) {
      object.refuse(
          "status",
          "is `" + text + "`",
          "write "
              + Choices.text(
                  Stream.of(OutcomeNotes.Ending.values()).map(OutcomeNotes.Ending::text)));
    }
    return found.orElse(null);
  }

  /// A task has the id of the record that opened it.
  private static Task task(Reportable opening) throws Refused {
    if (opening.change() instanceof TaskChange.Opened(Task task, _, _)
        && task.id().value().equals(opening.id())) {
      return task;
    }
    throw unknown();
  }

  private static Refused unknown() {
    return new Refused(
        new Problem(
            HttpStatus.NOT_FOUND, "task.unknown", "no task of that id was opened here; check it"));
  }
}
