package dev.remit.cli.observe;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import dev.remit.insight.observe.intake.ImportReport;
import dev.remit.store.observation.ObservedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an import came to, for people or as JSON.
final class ReportPrinter {
  private ReportPrinter() {}

  static void print(Terminal terminal, ImportReport report, String data) {
    TextTable table =
        new TextTable(terminal, List.of(new Head("what", false), new Head("events", true)));
    row(table, "new, of " + Counted.of(report.files(), "file"), report.events());
    report.outcomes().forEach((outcome, count) -> row(table, "  " + text(outcome), count));
    row(table, "  duplicates of events that were here", report.duplicates());
    report.passed().forEach((why, count) -> row(table, "  passed over: " + why, count));
    row(table, "  set aside", report.setAside());
    row(table, "taken in before", report.known());
    table.flush();
    if (!report.changes().isEmpty()) {
      terminal.out().println();
      TextTable changes =
          new TextTable(terminal, List.of(new Head("change", false), new Head("events", true)));
      report.changes().forEach((change, count) -> row(changes, change.text(), count));
      changes.flush();
    }
    terminal.out().println();
    report
        .first()
        .ifPresent(first ->
            terminal.out().println("from " + first + " to " + report.last().orElse(first)));
    terminal.out().println("the log is in " + data + "; `remit log query` finds what it holds");
  }

  private static void row(TextTable table, String what, long count) {
    table.add(List.of(Cell.of(what), Cell.of(Counted.of(count))));
  }

  private static String text(ObservedOutcome outcome) {
    return switch (outcome) {
      case PERMITTED -> "permitted";
      case DENIED -> "denied for want of authority";
      case AUTHENTICATED -> "sign-ins, which no policy decides";
      case UNAUTHENTICATED -> "not authenticated";
      case THROTTLED -> "throttled";
      case FAULT -> "faults of the system";
    };
  }

  static void printJson(Terminal terminal, ImportReport report) {
    List<Member> outcomes = new ArrayList<>();
    report
        .outcomes()
        .forEach((outcome, count) ->
            outcomes.add(Member.of(outcome.name().toLowerCase(Locale.ROOT), Json.integer(count))));
    List<Member> passed = new ArrayList<>();
    for (Map.Entry<String, Long> each : report.passed().entrySet()) {
      passed.add(Member.of(each.getKey(), Json.integer(each.getValue())));
    }
    List<Member> changes = new ArrayList<>();
    report
        .changes()
        .forEach((change, count) -> changes.add(Member.of(change.text(), Json.integer(count))));
    List<Member> all =
        new ArrayList<>(
            List.of(
                Member.of("files", Json.integer(report.files())),
                Member.of("events", Json.integer(report.events())),
                Member.of("known", Json.integer(report.known())),
                Member.of("observations", Json.object(outcomes)),
                Member.of("duplicates", Json.integer(report.duplicates())),
                Member.of("passed", Json.object(passed)),
                Member.of("setAside", Json.integer(report.setAside())),
                Member.of("unfinished", Json.integer(report.unfinished())),
                Member.of("changes", Json.object(changes))));
    report.first().ifPresent(time -> all.add(Member.of("first", Json.string(time.toString()))));
    report.last().ifPresent(time -> all.add(Member.of("last", Json.string(time.toString()))));
    terminal.out().println(JsonWriter.pretty(Json.object(all)));
  }
}
