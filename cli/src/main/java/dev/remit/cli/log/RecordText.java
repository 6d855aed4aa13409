package dev.remit.cli.log;

import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.ledger.AttemptKey;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.Effects;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A recorded decision as people read it: a line for each thing that is known.
final class RecordText {
  private static final double NANOS_PER_MICRO = 1e3;

  private final Row row;
  private final List<String> lines = new ArrayList<>();

  private RecordText(Row row) {
    this.row = row;
  }

  static List<String> lines(Row row) throws UnreadableRecord {
    RecordText text = new RecordText(row);
    text.addDecision();
    text.addRequest();
    text.addProvenance();
    text.addInputs();
    return text.lines;
  }

  private void add(String title, String value) {
    lines.add(String.format(Locale.ROOT, "%-11s %s", title, value));
  }

  private void addIf(String title, Column column) {
    if (row.has(column)) {
      add(title, row.text(column));
    }
  }

  private void addDecision() throws UnreadableRecord {
    add(row.text(Column.KIND), row.uuid(Column.ID) + ", record " + row.whole(Column.SEQUENCE));
    add("outcome", row.text(Column.OUTCOME));
    RowRecords.reasons(row).forEach(reason -> add("because", text(reason)));
    addIf("errors", Column.ERRORS);
    if (!row.list(Column.OBLIGATIONS).isEmpty()) {
      add("obligations", String.join(", ", row.list(Column.OBLIGATIONS)));
    }
    add("decided", instant(Column.TIME) + " at `" + row.text(Column.POINT) + "`" + latency());
    if (row.has(Column.SOURCE)) {
      String again = row.flag(Column.DUPLICATE) ? ", which was here before" : "";
      add("observed", row.text(Column.SOURCE) + " event " + row.text(Column.EVENT_ID) + again);
    }
    addIf("it said", Column.OBSERVED_CODE);
    addIf("changed", Column.CHANGE);
    add("received", instant(Column.RECEIVED) + ", tenant " + row.text(Column.TENANT));
  }

  /// As in: for User::"alice": forbidden by `large-payments`: above 5,000.00 a person pays.
  private static String text(Reason reason) {
    PolicyId policy = reason.policy();
    String by = policy == null ? "" : " by `" + policy + "`";
    return reason.forActor()
        + reason.code().code()
        + by
        + (reason.text().isEmpty() ? "" : ": " + reason.text());
  }

  private String latency() {
    return row.has(Column.LATENCY_NANOS)
        ? String.format(
            Locale.ROOT, ", in %.1f µs", row.whole(Column.LATENCY_NANOS) / NANOS_PER_MICRO)
        : "";
  }

  private String instant(Column column) {
    return Instant.ofEpochMilli(row.whole(column)).toString();
  }

  private void addRequest() {
    lines.add("");
    add("principal", uid(Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID));
    add("action", uid(Column.ACTION_TYPE, Column.ACTION_ID));
    for (String resource : row.list(Column.RESOURCES)) {
      add("resource", resource);
    }
    addIf("refused", Column.REFUSED_TEXT);
    addIf("session", Column.SESSION);
    addIf("credential", Column.CREDENTIAL);
    addIf("from", Column.CLIENT_ADDRESS);
    addIf("client", Column.USER_AGENT);
  }

  private String uid(Column type, Column id) {
    return EntityUid.of(row.text(type), row.text(id)).toString();
  }

  private void addProvenance() {
    addClaim("for user", Column.USER, Column.USER_STATUS);
    if (row.has(Column.CHAIN)) {
      String chain = String.join(", ", row.list(Column.CHAIN));
      String status = row.text(Column.CHAIN_STATUS);
      add("through", (chain.isEmpty() ? "nobody else" : chain) + " (" + status + ")");
    }
    addClaim("by agent", Column.AGENT, Column.AGENT_STATUS);
    addClaim("in task", Column.TASK, Column.TASK_STATUS);
    addClaim("to the end", Column.PURPOSE, Column.PURPOSE_STATUS);
    String status = row.text(Column.TOOLS_STATUS);
    if (!status.equals("absent")) {
      String tools = String.join(", ", row.list(Column.TOOLS));
      add("after", (tools.isEmpty() ? "no other tool" : tools) + " (" + status + ")");
    }
    if (row.has(Column.POSITION)) {
      String position = row.text(Column.POSITION_STATUS);
      add("call", row.whole(Column.POSITION) + " of its run (" + position + ")");
    }
    addClaim("prompt", Column.PROMPT, Column.PROMPT_STATUS);
    addClaim("trace", Column.TRACE, Column.TRACE_STATUS);
  }

  private void addTaskChange(TaskChange change) {
    switch (change) {
      case TaskChange.None _ -> {}
      case TaskChange.Opened(Task task, _, long after) ->
          add("opened", task.id() + " for `" + task.purpose() + "`, version " + after);
      case TaskChange.Used(_, _, long before, long after, Effects effects, AttemptKey attempt) -> {
        add("task", before == after ? "version " + after : "version " + before + " to " + after);
        if (!effects.labels().isEmpty()) {
          add("labels", String.join(", ", effects.labels()));
        }
        addCharges("charged", effects.charges());
        if (!attempt.isNone()) {
          add("attempt", attempt.key());
        }
      }
      case TaskChange.Ended(TaskId task, _, _, long after) ->
          add("ended", task + ", version " + after);
      case TaskChange.Reported(_, _, _, long after, UUID decision, var outcome, var released) -> {
        add("outcome of", decision + ": " + outcome.text() + ", version " + after);
        addCharges("released", released);
      }
    }
  }

  private void addCharges(String title, List<Charge> charges) {
    for (Charge charge : charges) {
      String window =
          charge.windowMillis() == 0 ? "" : " for " + Duration.ofMillis(charge.windowMillis());
      add(title, charge.amount() + " of `" + charge.meter() + "`" + window);
    }
  }

  private void addClaim(String title, Column value, Column status) {
    if (row.has(value)) {
      add(title, row.text(value) + " (" + row.text(status) + ")");
    }
  }

  private void addInputs() throws UnreadableRecord {
    lines.add("");
    addIf("bundle", Column.BUNDLE);
    if (row.has(Column.ENTITIES_STORE)) {
      add("entities", row.text(Column.ENTITIES_STORE) + "@" + row.whole(Column.ENTITIES_SEQUENCE));
    }
    addIf("engine", Column.ENGINE);
    if (!row.has(Column.SOURCE)) {
      add("evaluated", "at " + instant(Column.NOW));
    }
    if (row.has(Column.RAW) && !row.has(Column.SOURCE)) {
      RowRecords.stale(row).forEach(stale -> add("stale", stale.toString()));
      addTaskChange(RowRecords.taskChange(row));
    }
    addIf("context", Column.CONTEXT);
    addIf("overlay", Column.OVERLAY);
    addIf("origin", Column.ORIGIN);
    addIf("raw", Column.RAW);
  }
}
