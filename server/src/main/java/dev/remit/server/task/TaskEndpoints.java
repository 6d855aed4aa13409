package dev.remit.server.task;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.task.TaskRules;
import dev.remit.server.access.Right;
import dev.remit.server.access.StrictObject;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.gateway.Ruling;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.server.ledger.TaskLedger;
import dev.remit.server.ledger.TaskTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// `/v1/tasks`: tasks are opened, looked at, renewed and ended.
public final class TaskEndpoints {
  private static final String ONE = "/v1/tasks/{id}";

  private final DecisionService decisions;

  public TaskEndpoints(DecisionService decisions) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
  }

  public List<Endpoint> all() {
    return List.of(
        Endpoint.blocking(
                HttpMethod.POST,
                "/v1/tasks",
                Right.RUN_TASKS,
                "Open a task, below the one that the header `Remit-Task` names if it names one.",
                this::open)
            .under(
                Contract.answering(HttpStatus.CREATED, "application/json", "OpenedTask")
                    .taking("TaskOpening")),
        Endpoint.blocking(
                HttpMethod.GET,
                ONE,
                Right.RUN_TASKS,
                "Show an open task, with what it has done so far.",
                this::show)
            .under(Contract.answering("TaskState")),
        Endpoint.blocking(
                HttpMethod.POST,
                ONE + "/token",
                Right.RUN_TASKS,
                "Renew the token of an open task.",
                this::renew)
            .under(Contract.answering("TaskToken")),
        Endpoint.blocking(
                HttpMethod.DELETE, ONE, Right.RUN_TASKS, "End a task, and all below it.", this::end)
            .under(Contract.answering("EndedTask")));
  }

  private TaskRules rules() {
    return decisions.basis().bundle().manifest().tasks();
  }

  private CompletionStage<HttpResponse> open(Call call) throws Refused {
    if (call.headers().contains("idempotency-key")) {
      throw new Refused(
          new Problem(
              HttpStatus.BAD_REQUEST,
              "attempt-key.not-here",
              "the header `Idempotency-Key` is for decisions; leave it out, and end what was opened"
                  + " twice"));
    }
    Instant now = decisions.now();
    Opening.Asked asked = asked(call, now);
    Opening opening =
        new Opening(
            decisions,
            call,
            call.knownOf(asked.opener().type().value(), asked.opener().id()),
            asked,
            now);
    return decisions.keep(opening.record()).thenApply(this::opened);
  }

  private HttpResponse opened(DecisionRecord kept) {
    if (!(kept.task() instanceof TaskChange.Opened(Task task, _, _))) {
      return Ruling.of(kept).toResponse();
    }
    if (!kept.decision().isPermit()) {
      // Nobody learns of a task that is not recorded.
      decisions.ledger().end(task.root(), task.id());
      return Ruling.of(kept).toResponse();
    }
    List<Member> members = TaskJson.members(task);
    members.addAll(TaskJson.token(decisions.tokens().issue(task, decisions.now())));
    members.add(TaskJson.text("decision", kept.id().toString()));
    return Responses.json(HttpStatus.CREATED, Json.object(members));
  }

  private Opening.Asked asked(Call call, Instant now) throws Refused {
    Call.Body body = call.requireObject();
    StrictObject object = body.strict(List.of("subject", "holder", "purpose", "owner", "expires"));
    if (!object.has("subject")) {
      object.refuse("subject", "is missing", "write an object with `type` and `id`");
    }
    EntityUid opener = uid(object, "subject");
    EntityUid holder = object.has("holder") ? uid(object, "holder") : opener;
    String purpose = object.requireText("purpose");
    String owner = object.findText("owner");
    Duration longest = rules().purposes().get(purpose);
    Instant expires = object.findInstant("expires");
    if (longest == null) {
      object.refuse(
          "purpose",
          "is none of this bundle",
          "known are " + String.join(", ", rules().purposes().keySet()));
    } else if (expires != null && (!expires.isAfter(now) || expires.isAfter(now.plus(longest)))) {
      object.refuse(
          "expires",
          "is past, or later than the purpose allows",
          "write an instant of the next " + longest.toSeconds() + " s");
    }
    body.requireSound();
    Instant latest = now.plus(Objects.requireNonNull(longest, "sound"));
    Objects.requireNonNull(opener, "sound");
    Objects.requireNonNull(holder, "sound");
    Callers.requireSpeaksFor(call, opener);
    Callers.requireSpeaksFor(call, holder);
    Callers.requireItself(call, opener, rules());
    return new Opening.Asked(
        opener,
        holder,
        purpose,
        owner == null ? "" : owner,
        expires == null ? latest : expires,
        decisions.tokens().read(call.headers().getAll(TaskTokens.HEADER), now));
  }

  /// Null after a mistake.
  private static @Nullable EntityUid uid(StrictObject object, String name) {
    StrictObject named = object.findObject(name, List.of("type", "id"));
    if (named == null) {
      return null;
    }
    String type = named.requireText("type");
    String id = named.requireText("id");
    if (!type.isEmpty() && !Name.isValid(type)) {
      named.refuse("type", "is no entity type", "write it as `Type` or `A::Type`");
      return null;
    }
    return type.isEmpty() ? null : EntityUid.of(type, id);
  }

  private CompletionStage<HttpResponse> show(Call call) throws Refused {
    Instant now = decisions.now();
    TaskLedger.Found found = OpenTasks.require(decisions, call, now);
    return Responses.done(
        StateTag.answer(
            call, found.state().version(), TaskJson.state(found.task(), found.state(), now)));
  }

  private CompletionStage<HttpResponse> renew(Call call) throws Refused {
    Instant now = decisions.now();
    Task task = OpenTasks.require(decisions, call, now).task();
    List<Member> members = new ArrayList<>();
    members.add(TaskJson.text("id", task.id().toString()));
    members.addAll(TaskJson.token(decisions.tokens().issue(task, now)));
    return Responses.done(Responses.json(Json.object(members)));
  }

  private CompletionStage<HttpResponse> end(Call call) throws Refused {
    Task task = OpenTasks.require(decisions, call, decisions.now()).task();
    TaskLedger.Ended ended =
        decisions
            .ledger()
            .end(task.root(), task.id())
            .orElseThrow(() ->
                new Refused(
                    new Problem(
                        HttpStatus.NOT_FOUND, "task.unknown", "the task has just been ended")));
    DecisionRecord note =
        Notes.note(
                decisions,
                call,
                Notes.request(
                    call, task.holder(), "end-task", "Task", task.id().toString(), Notes.NOTHING),
                "the task was ended")
            .with(new TaskChange.Ended(task.id(), task.root(), ended.before(), ended.after()));
    return decisions.keep(note).thenApply(kept -> NotKept.or(kept, () -> ended(task, kept)));
  }

  private static HttpResponse ended(Task task, DecisionRecord kept) {
    return Responses.json(
        Json.object(
            TaskJson.text("id", task.id().toString()),
            TaskJson.text("status", "ended"),
            TaskJson.text("record", kept.id().toString())));
  }
}
