package dev.remit.server.task;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.ledger.Task;
import dev.remit.server.access.Right;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.server.ledger.PermittedCall;
import dev.remit.server.ledger.TaskFlow;
import dev.remit.server.ledger.TaskLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// `POST /v1/tasks/{id}/messages`: what the user said, and what permitted calls answered, for
/// `context.flow` of the calls that come after.
///
/// Told by whoever stands between the agent and its tools, and never by an agent: it would say that
/// the user said what it wants to do.
public final class MessageEndpoint {
  private final DecisionService decisions;

  public MessageEndpoint(DecisionService decisions) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
  }

  public Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.POST,
            "/v1/tasks/{id}/messages",
            Right.RUN_TASKS,
            "Say what the user of a task said, or what a permitted call of it answered.",
            this::take)
        .under(Contract.answering("TaskMessageTaken").taking("TaskMessage"));
  }

  private CompletionStage<HttpResponse> take(Call call) throws Refused {
    TaskLedger.Found found = OpenTasks.require(decisions, call, decisions.now());
    Callers.requireWitness(call, found, decisions.basis().bundle().manifest());
    Message message = Message.read(call);
    TaskFlow flow =
        decisions.ledger().findFlow(found.task().root()).orElseThrow(OpenTasks::unknown);
    MessageNote note = new MessageNote(decisions, call, found.task(), message);
    TaskFlow.Intake came =
        switch (message) {
          case Message.OfUser(String text) -> {
            Callers.requireSpeaksForUser(call, found);
            yield flow.hear(text, decisions.basis().bundle(), note);
          }
          case Message.OfTool(UUID decision, String result) -> {
            requireOwn(call, found.task(), flow.find(decision));
            yield flow.take(decision, result, note);
          }
        };
    return Responses.done(
        switch (came) {
          case TAKEN, TASK_FULL, MEMORY_FULL -> answer(found.task(), note, came);
          case NOT_RECORDED -> NotKept.or(note.kept(), () -> answer(found.task(), note, came));
          case UNKNOWN_CALL -> throw unknownCall();
          case ENDED -> throw OpenTasks.unknown();
        });
  }

  /// Throws unless the call is of the task, and the caller's decision point asked for it.
  private static void requireOwn(Call call, Task task, Optional<PermittedCall> permitted)
      throws Refused {
    if (permitted
        .filter(known -> known.task().equals(task.id()))
        .filter(known -> known.point().equals(call.caller().point()))
        .isEmpty()) {
      throw unknownCall();
    }
  }

  private static Refused unknownCall() {
    return new Refused(
        new Problem(
            HttpStatus.NOT_FOUND,
            "message.unknown-call",
            "no permitted call of the task with that decision waits for a result from this decision"
                + " point"));
  }

  private static HttpResponse answer(Task task, MessageNote note, TaskFlow.Intake came) {
    List<Member> members = new ArrayList<>();
    members.add(TaskJson.text("task", task.id().toString()));
    members.add(Member.of("taken", Json.bool(came == TaskFlow.Intake.TAKEN)));
    if (came != TaskFlow.Intake.TAKEN) {
      members.add(TaskJson.text("why", MessageNote.why(came)));
    }
    members.add(TaskJson.text("record", note.kept().id().toString()));
    return Responses.json(Json.object(members));
  }
}
