package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.MappedRequest.Refusal;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Question;
import dev.remit.server.http.Call;
import dev.remit.server.ledger.TaskClaim;
import dev.remit.server.ledger.TaskLedger;
import java.time.Instant;
import java.util.Objects;

/// How a task is opened: the bundle's policies say whether `opener` may, by
/// `Remit::Action::"open-task"` on `Remit::Purpose::"…"`, with the task above as `context.task`. An
/// agent opens none but below a task that it holds, whatever they say. A task has the id of the
/// record of its opening, by which the log can tell of it after it has ended.
final class Opening {
  private final DecisionService decisions;
  private final Question question;
  private final Asked asked;

  /// What is asked for. `above` names the task to open it in; `expires` is no later than its
  /// purpose allows.
  record Asked(
      EntityUid opener,
      EntityUid holder,
      String purpose,
      String owner,
      Instant expires,
      TaskClaim above) {
    Asked {
      Objects.requireNonNull(opener, "opener");
      Objects.requireNonNull(holder, "holder");
      Objects.requireNonNull(purpose, "purpose");
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(expires, "expires");
      Objects.requireNonNull(above, "above");
    }
  }

  Opening(DecisionService decisions, Call call, LiveContext live, Asked asked, Instant now) {
    this.decisions = decisions;
    this.asked = asked;
    Json.JsonObject context =
        Json.object(
            Member.of("holder", TaskJson.named(asked.holder())),
            TaskJson.text("owner", asked.owner()),
            Member.of(
                "seconds", Json.integer(asked.expires().getEpochSecond() - now.getEpochSecond())));
    RawRequest raw =
        Notes.request(call, asked.opener(), "open-task", "Purpose", asked.purpose(), context);
    this.question = new Question(raw, live, decisions.basis(), call.caller().point());
  }

  /// The record of the opening, not kept yet: its change says which task was opened, if any was.
  DecisionRecord record() {
    return switch (asked.above()) {
      case TaskClaim.None _ -> root();
      case TaskClaim.Refused(Refusal code, String text) -> refused(decisions.now(), code, text);
      case TaskClaim.Valid above -> below(above);
    };
  }

  private DecisionRecord refused(Instant now, Refusal code, String text) {
    return decider().refuse(question.raw(), question.live(), now, code, text);
  }

  private Decider decider() {
    return decisions.decider(question, RecordKind.TASK);
  }

  private static boolean isPlainPermit(DecisionRecord record) {
    return record.decision().isPermit() && record.decision().obligationTexts().isEmpty();
  }

  private DecisionRecord root() {
    Instant now = decisions.now();
    if (question.basis().bundle().manifest().tasks().agents().contains(asked.opener().type())) {
      return refused(
          now,
          Refusal.TASK_TOKEN,
          "an agent opens a task only below one that it holds; name that in `Remit-Task`");
    }
    DecisionRecord record = decider().rule(question.raw(), question.live(), now).record();
    if (!isPlainPermit(record)) {
      return record;
    }
    TaskId id = new TaskId(record.id());
    Task task = task(id, id, id, now, asked.expires());
    return decisions.ledger().open(task, now)
        ? record.with(new TaskChange.Opened(task, 0, 1))
        : refused(now, Refusal.TASK_LIMIT, "too many tasks are open; end some");
  }

  private Task task(TaskId id, TaskId root, TaskId parent, Instant now, Instant expires) {
    return new Task(
        id,
        root,
        parent,
        asked.purpose(),
        asked.holder(),
        asked.opener(),
        asked.owner(),
        now,
        expires);
  }

  /// Decided on the state that the task is opened in, and again where others changed that
  /// meanwhile.
  private DecisionRecord below(TaskClaim.Valid above) {
    TaskLedger ledger = decisions.ledger();
    for (int i = 0; i < TaskLedger.TRIES_MAX; i++) {
      Instant now = decisions.now();
      TaskState before = ledger.find(above.root());
      Task parent = before == null ? null : before.find(above.task(), now);
      if (before == null || parent == null) {
        return refused(
            now, Refusal.TASK_ENDED, "the task `" + above.task() + "` has ended; open another");
      }
      if (!parent.holder().equals(asked.opener())) {
        return refused(
            now, Refusal.TASK_TOKEN, "the task `" + parent.id() + "` is held by another");
      }
      LiveContext live = question.live().in(before.view(parent, now));

      DecisionRecord record = decider().rule(question.raw(), live, now).record();
      if (!isPlainPermit(record)) {
        return record;
      }
      String limit = before.limitBelow(parent, now);
      if (limit != null) {
        return refused(now, Refusal.TASK_LIMIT, limit);
      }
      Instant expires =
          asked.expires().isBefore(parent.expires()) ? asked.expires() : parent.expires();
      Task task = task(new TaskId(record.id()), above.root(), parent.id(), now, expires);
      TaskState after = before.opened(task);
      if (ledger.replace(above.root(), before, after)) {
        return record.with(new TaskChange.Opened(task, before.version(), after.version()));
      }
    }
    return refused(
        decisions.now(), Refusal.TASK_CONFLICT, "other requests of the task came first; ask again");
  }
}
