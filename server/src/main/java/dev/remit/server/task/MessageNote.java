package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.ledger.TaskFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The record that a message came: whose, how long, its SHA-256, and what became of it. Its text is
/// kept nowhere. For one message, and one thread.
final class MessageNote implements TaskFlow.Note {
  private final DecisionService decisions;
  private final Call call;
  private final RawRequest raw;
  private @Nullable DecisionRecord kept;

  MessageNote(DecisionService decisions, Call call, Task task, Message message) {
    this.decisions = decisions;
    this.call = call;
    this.raw =
        Notes.request(
            call, task.holder(), "take-message", "Task", task.id().toString(), context(message));
  }

  private static Json.JsonObject context(Message message) {
    List<Member> members = new ArrayList<>();
    members.add(TaskJson.text("role", message.role()));
    if (message instanceof Message.OfTool of) {
      members.add(TaskJson.text("decision", of.decision().toString()));
    }
    members.add(Member.of("chars", Json.integer(message.text().length())));
    members.add(TaskJson.text("digest", "sha256:" + TextDigest.of(message.text())));
    return Json.object(members);
  }

  @Override
  public boolean keep(TaskFlow.Intake came) {
    String text =
        came == TaskFlow.Intake.TAKEN
            ? "a message was taken in"
            : "a message was left out: " + why(came);
    DecisionRecord answer =
        decisions.keep(Notes.note(decisions, call, raw, text)).toCompletableFuture().join();
    kept = answer;
    return answer.decision().reasons().getFirst().code() != ReasonCode.NOT_RECORDED;
  }

  /// Why a message was not taken in.
  static String why(TaskFlow.Intake came) {
    return switch (came) {
      case TASK_FULL -> "the task has taken in as much as one may; nothing is known of the message";
      case MEMORY_FULL ->
          "the memory for what passes through tasks is full (`limits.flow`); nothing is known of"
              + " the message";
      case NOT_RECORDED -> "it could not be recorded";
      case UNKNOWN_CALL -> "no call waits for it";
      case ENDED -> "the task has ended";
      case TAKEN -> "";
    };
  }

  /// What was answered, once it was asked for.
  DecisionRecord kept() {
    return Objects.requireNonNull(kept, "nothing was noted");
  }
}
