package dev.remit.store.row;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.ValueJson;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.ledger.Attempt;
import dev.remit.pdp.ledger.AttemptKey;
import dev.remit.pdp.ledger.Meter;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.Effects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Changes of tasks and their states as JSON, written and read back equal.
public final class TaskJson {
  private static final String OPENED = "opened";
  private static final String USED = "used";
  private static final String ENDED = "ended";
  private static final String REPORTED = "reported";

  private TaskJson() {}

  static Json change(TaskChange change) {
    return switch (change) {
      case TaskChange.None _ -> throw new IllegalArgumentException("no change");
      case TaskChange.Opened(Task task, long before, long after) ->
          Json.object(
              text("kind", OPENED),
              whole("before", before),
              whole("after", after),
              Member.of("task", task(task)));
      case TaskChange.Used(
              TaskId task,
              TaskId root,
              long before,
              long after,
              Effects effects,
              AttemptKey key) -> {
        List<Member> members = members(USED, task, root, before, after);
        if (!effects.labels().isEmpty()) {
          members.add(Member.of("labels", texts(effects.labels())));
        }
        if (!effects.charges().isEmpty()) {
          members.add(Member.of("charges", charges(effects.charges())));
        }
        if (!key.isNone()) {
          members.add(text("key", key.key()));
          members.add(text("digest", key.digest()));
        }
        yield Json.object(members);
      }
      case TaskChange.Ended(TaskId task, TaskId root, long before, long after) ->
          Json.object(members(ENDED, task, root, before, after));
      case TaskChange.Reported(
              TaskId task,
              TaskId root,
              long before,
              long after,
              UUID decision,
              TaskChange.Outcome outcome,
              List<Charge> released) -> {
        List<Member> members = members(REPORTED, task, root, before, after);
        members.add(text("decision", decision.toString()));
        members.add(text("outcome", outcome.text()));
        members.add(Member.of("released", charges(released)));
        yield Json.object(members);
      }
    };
  }

  private static List<Member> members(
      String kind, TaskId task, TaskId root, long before, long after) {
    return new ArrayList<>(
        List.of(
            text("kind", kind),
            text("task", task.toString()),
            text("root", root.toString()),
            whole("before", before),
            whole("after", after)));
  }

  static TaskChange change(Fields fields) throws UnreadableRecord {
    String kind = fields.text("kind");
    long before = fields.whole("before");
    long after = fields.whole("after");
    return switch (kind) {
      case OPENED -> new TaskChange.Opened(task(fields.object("task")), before, after);
      case USED ->
          new TaskChange.Used(
              id(fields, "task"),
              id(fields, "root"),
              before,
              after,
              new Effects(
                  new TreeSet<>(fields.has("labels") ? fields.texts("labels") : List.of()),
                  fields.has("charges") ? charges(fields, "charges") : List.of()),
              fields.has("key")
                  ? new AttemptKey(fields.text("key"), fields.text("digest"))
                  : AttemptKey.NONE);
      case ENDED -> new TaskChange.Ended(id(fields, "task"), id(fields, "root"), before, after);
      case REPORTED ->
          new TaskChange.Reported(
              id(fields, "task"),
              id(fields, "root"),
              before,
              after,
              uuid(fields, "decision"),
              outcome(fields),
              charges(fields, "released"));
      default -> throw fields.unreadable("kind", kind);
    };
  }

  private static TaskChange.Outcome outcome(Fields fields) throws UnreadableRecord {
    String text = fields.text("outcome");
    for (TaskChange.Outcome outcome : TaskChange.Outcome.values()) {
      if (outcome.text().equals(text)) {
        return outcome;
      }
    }
    throw fields.unreadable("outcome", text);
  }

  private static Json task(Task task) {
    return Json.object(
        text("id", task.id().toString()),
        text("root", task.root().toString()),
        text("parent", task.parent().toString()),
        text("purpose", task.purpose()),
        Member.of("holder", ValueJson.writeUid(task.holder())),
        Member.of("opener", ValueJson.writeUid(task.opener())),
        text("owner", task.owner()),
        whole("opened", task.opened().toEpochMilli()),
        whole("expires", task.expires().toEpochMilli()));
  }

  private static Task task(Fields fields) throws UnreadableRecord {
    return new Task(
        id(fields, "id"),
        id(fields, "root"),
        id(fields, "parent"),
        fields.text("purpose"),
        RecordJson.uid(fields.object("holder")),
        RecordJson.uid(fields.object("opener")),
        fields.text("owner"),
        instant(fields, "opened"),
        instant(fields, "expires"));
  }

  private static Json charges(List<Charge> charges) {
    List<Json> written = new ArrayList<>(charges.size());
    for (Charge charge : charges) {
      written.add(
          Json.object(
              text("meter", charge.meter()),
              whole("amount", charge.amount()),
              whole("windowMillis", charge.windowMillis())));
    }
    return Json.array(written);
  }

  private static List<Charge> charges(Fields fields, String name) throws UnreadableRecord {
    return fields.objects(
        name,
        charge ->
            new Charge(charge.text("meter"), charge.whole("amount"), charge.whole("windowMillis")));
  }

  /// A state as a checkpoint keeps it.
  public static Json state(TaskState state) {
    return Json.object(
        whole("version", state.version()),
        Member.of("open", Json.array(open(state.open()))),
        Member.of("labels", texts(state.labels())),
        Member.of("meters", Json.array(meters(state.meters()))),
        Member.of("attempts", Json.array(attempts(state.attempts()))),
        Member.of("reported", texts(state.reported().stream().map(UUID::toString).toList())));
  }

  private static List<Json> open(Map<TaskId, Task> open) {
    return new TreeMap<>(open).values().stream().map(TaskJson::task).toList();
  }

  private static List<Json> meters(Map<String, Meter> meters) {
    List<Json> written = new ArrayList<>();
    new TreeMap<>(meters)
        .forEach((name, meter) ->
            written.add(
                Json.object(
                    text("meter", name),
                    whole("lasting", meter.lasting()),
                    Member.of(
                        "passing",
                        Json.array(
                            meter.passing().stream()
                                .<Json>map(entry ->
                                    Json.object(
                                        text("decision", entry.decision().toString()),
                                        whole("amount", entry.amount()),
                                        whole("expires", entry.expires())))
                                .toList())))));
    return written;
  }

  private static List<Json> attempts(SortedMap<String, Attempt> attempts) {
    List<Json> written = new ArrayList<>();
    attempts.forEach((key, attempt) ->
        written.add(
            Json.object(
                text("key", key),
                text("digest", attempt.digest()),
                text("id", attempt.id().toString()),
                whole("time", attempt.time().toEpochMilli()),
                text("outcome", attempt.decision().outcome()),
                Member.of("reasons", RecordJson.reasons(attempt.decision().reasons())),
                Member.of("errors", RecordJson.errors(attempt.decision().errors())),
                Member.of("obligations", texts(attempt.decision().obligationTexts())))));
    return written;
  }

  public static TaskState state(Fields fields) throws UnreadableRecord {
    Map<TaskId, Task> open = new HashMap<>();
    for (Task task : fields.objects("open", TaskJson::task)) {
      open.put(task.id(), task);
    }
    Map<String, Meter> meters = new HashMap<>();
    SortedMap<String, Attempt> attempts = new TreeMap<>();
    SortedSet<UUID> reported = new TreeSet<>();
    for (Fields meter : fields.objects("meters", each -> each)) {
      meters.put(
          meter.text("meter"),
          new Meter(
              meter.whole("lasting"),
              meter.objects(
                  "passing",
                  entry ->
                      new Meter.Entry(
                          uuid(entry, "decision"),
                          entry.whole("amount"),
                          entry.whole("expires")))));
    }
    for (Fields attempt : fields.objects("attempts", each -> each)) {
      attempts.put(
          attempt.text("key"),
          new Attempt(
              attempt.text("digest"),
              uuid(attempt, "id"),
              instant(attempt, "time"),
              decision(attempt)));
    }
    for (String decision : fields.texts("reported")) {
      reported.add(UUID.fromString(decision));
    }
    return new TaskState(
        fields.whole("version"),
        open,
        new TreeSet<>(fields.texts("labels")),
        meters,
        attempts,
        reported);
  }

  private static Decision decision(Fields fields) throws UnreadableRecord {
    var reasons = fields.objects("reasons", RecordJson::reason);
    var errors = fields.objects("errors", RecordJson::error);
    String outcome = fields.text("outcome");
    return switch (outcome) {
      case "permit" -> new Decision.Permit(reasons, errors, fields.texts("obligations"));
      case "deny" -> new Decision.Deny(reasons, errors);
      default -> throw fields.unreadable("outcome", outcome);
    };
  }

  private static TaskId id(Fields fields, String name) throws UnreadableRecord {
    String text = fields.text(name);
    try {
      return TaskId.parse(text);
    } catch (IllegalArgumentException _) {
      throw fields.unreadable(name, text);
    }
  }

  private static UUID uuid(Fields fields, String name) throws UnreadableRecord {
    return id(fields, name).value();
  }

  private static Instant instant(Fields fields, String name) throws UnreadableRecord {
    return Instant.ofEpochMilli(fields.whole(name));
  }

  private static Json texts(Collection<String> texts) {
    return Json.array(texts.stream().<Json>map(Json::string).toList());
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static Member whole(String name, long value) {
    return Member.of(name, Json.integer(value));
  }
}
