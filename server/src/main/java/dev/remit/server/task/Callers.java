package dev.remit.server.task;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Manifest;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.task.TaskRules;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.ledger.TaskLedger;
import org.jspecify.annotations.Nullable;

/// Which caller may do something to which task: one that speaks for its holder, and, where it is an
/// agent itself, in its own tasks and those below them alone. What passed through a task is told by
/// none that works in it.
final class Callers {
  private Callers() {}

  static void requireSpeaksFor(Call call, EntityUid subject) throws Refused {
    if (!call.caller().speaksFor().coversSubject(subject.type())) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "caller.not-registered-for",
              "`%s` may not speak for `%s`; register it for that type"
                  .formatted(call.caller().id(), subject)));
    }
  }

  /// An agent that calls opens tasks as itself.
  static void requireItself(Call call, EntityUid opener, TaskRules rules) throws Refused {
    EntityUid self = call.caller().principal();
    if (isAgent(self, rules) && !opener.equals(self)) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "task.not-yours",
              "`%s` opens tasks as itself, not as `%s`".formatted(self, opener)));
    }
  }

  static void requireMayTouch(Call call, Task task, TaskState state, TaskRules rules)
      throws Refused {
    requireSpeaksFor(call, task.holder());
    EntityUid self = call.caller().principal();
    if (!isAgent(self, rules)) {
      return;
    }
    for (@Nullable Task at = task;
        at != null;
        at = at.isRoot() ? null : state.open().get(at.parent())) {
      if (at.holder().equals(self)) {
        return;
      }
    }
    throw new Refused(
        new Problem(
            HttpStatus.FORBIDDEN,
            "task.not-yours",
            "`%s` holds neither the task nor one above it".formatted(self)));
  }

  /// Throws unless the caller opened the task, or is no agent and asks through the decision point
  /// that it was opened through.
  static void requireOwns(Call call, Task task, String point, TaskRules rules) throws Refused {
    requireSpeaksFor(call, task.opener());
    requireSpeaksFor(call, task.holder());
    EntityUid self = call.caller().principal();
    if (task.opener().equals(self)) {
      return;
    }
    boolean isOther = self != null && self.type().equals(task.opener().type());
    if (isOther
        || isAgent(self, rules)
        || task.holder().equals(self)
        || !call.caller().point().equals(point)) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "task.not-yours",
              "`%s` neither opened the task, nor is who it was opened through"
                  .formatted(call.caller().id())));
    }
  }

  /// Throws unless the caller may say how a task ended: as [#requireOwns], and neither an agent nor
  /// who holds the task, who would judge their own work.
  static void requireJudges(Call call, Task task, String point, TaskRules rules) throws Refused {
    requireOwns(call, task, point, rules);
    EntityUid self = call.caller().principal();
    if (isAgent(self, rules) || task.holder().equals(self)) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "task.not-yours",
              "`%s` works in tasks, and how one ended is said by whoever it was done for"
                  .formatted(self)));
    }
  }

  /// Throws for an agent, whatever tasks it has, and for whoever holds a task that shares the
  /// state.
  static void requireWitness(Call call, TaskLedger.Found found, Manifest manifest) throws Refused {
    EntityUid self = call.caller().principal();
    boolean agent =
        isAgent(self, manifest.tasks())
            || (self != null
                && (manifest.mapping().agentType().equals(self.type())
                    || manifest.delegation().agents().containsKey(self.type())));
    boolean holder =
        found.state().open().values().stream().anyMatch(task -> task.holder().equals(self));
    if (agent || holder) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "task.not-a-witness",
              "`%s` works in tasks, and what passed through one is told by whoever stands between it and its tools"
                  .formatted(self)));
    }
  }

  /// Throws unless the caller speaks for who opened the root; one of the same type is somebody
  /// else.
  static void requireSpeaksForUser(Call call, TaskLedger.Found found) throws Refused {
    Task root = found.state().open().get(found.task().root());
    if (root == null) {
      throw OpenTasks.unknown();
    }
    requireSpeaksFor(call, root.opener());
    EntityUid self = call.caller().principal();
    if (self != null && self.type().equals(root.opener().type()) && !self.equals(root.opener())) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "task.not-yours",
              "`%s` says nothing for `%s`, who opened the task".formatted(self, root.opener())));
    }
  }

  private static boolean isAgent(@Nullable EntityUid self, TaskRules rules) {
    return self != null && rules.agents().contains(self.type());
  }
}
