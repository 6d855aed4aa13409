package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.task.TaskView;
import dev.remit.server.ledger.TaskTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Tasks as answers show them.
final class TaskJson {
  private TaskJson() {}

  static List<Member> members(Task task) {
    List<Member> members = new ArrayList<>();
    members.add(text("id", task.id().toString()));
    if (!task.isRoot()) {
      members.add(text("parent", task.parent().toString()));
      members.add(text("root", task.root().toString()));
    }
    members.add(text("purpose", task.purpose()));
    members.add(Member.of("holder", named(task.holder())));
    if (!task.owner().isEmpty()) {
      members.add(text("owner", task.owner()));
    }
    members.add(text("opened", task.opened().toString()));
    members.add(text("expires", task.expires().toString()));
    return members;
  }

  static List<Member> token(TaskTokens.Issued issued) {
    return List.of(
        text("token", issued.token()), text("tokenExpires", issued.expires().toString()));
  }

  /// With what it has done so far.
  static Json.JsonObject state(Task task, TaskState state, Instant now) {
    TaskView view = state.view(task, now);
    List<Member> meters = new ArrayList<>();
    for (String name : view.meters().names()) {
      meters.add(Member.of(name, Json.integer(view.spent(name))));
    }
    List<Member> members = members(task);
    members.add(Member.of("version", Json.integer(state.version())));
    members.add(
        Member.of("labels", Json.array(view.labels().stream().<Json>map(Json::string).toList())));
    members.add(Member.of("meters", Json.object(meters)));
    members.add(
        Member.of(
            "children",
            Json.array(
                state.below(task.id(), now).stream()
                    .map(TaskId::toString)
                    .<Json>map(Json::string)
                    .toList())));
    return Json.object(members);
  }

  static Json.JsonObject named(EntityUid uid) {
    return Json.object(text("type", uid.type().value()), text("id", uid.id()));
  }

  static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }
}
