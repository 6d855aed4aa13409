package dev.remit.cli.trial;

import dev.remit.cli.rate.Percent;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.insight.rate.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The report of trials as people read it.
final class TrialText {
  private final Terminal terminal;
  private final TrialReport report;

  TrialText(Terminal terminal, TrialReport report) {
    this.terminal = terminal;
    this.report = report;
  }

  /// `bundle` and `kept` are what it calls the bundle and the log.
  void print(String bundle, String kept) {
    line("bundle    " + bundle);
    line("suites    " + String.join(", ", report.suites()));
    line(
        "log       "
            + kept
            + ", "
            + Counted.of(report.calls() - report.unrecorded(), "record")
            + " added");
    line(
        "read      "
            + Counted.of(report.lines(), "line")
            + ": "
            + Counted.of(report.judged(), "run")
            + " judged, "
            + Counted.of(missing())
            + " of suites that were not given, "
            + Counted.of(report.others(), "other")
            + ", "
            + Counted.of(report.setAside())
            + " set aside");
    printMissing();
    printAttacks();
    printWork();
    printRules();
    printNotes();
  }

  private long missing() {
    return report.missing().values().stream().mapToLong(Integer::longValue).sum();
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private void heading(String text) {
    line("");
    line(terminal.bold(text));
  }

  private void printMissing() {
    report
        .missing()
        .forEach((key, count) ->
            line(
                "          "
                    + Counted.of(count, "run")
                    + " of "
                    + key.agent()
                    + " on "
                    + key.suite()
                    + " not decided: name its suite with `--against`"));
  }

  private TextTable table(String... heads) {
    List<TextTable.Head> head = new ArrayList<>();
    for (int i = 0; i < heads.length; i++) {
      head.add(new TextTable.Head(heads[i], i > 1));
    }
    return new TextTable(terminal, "  ", head);
  }

  private static void add(TextTable table, String... cells) {
    table.add(Stream.of(cells).map(TextTable.Cell::of).toList());
  }

  private void printAttacks() {
    heading("Attacks: of each pair of a task and an attack");
    TextTable table = table("agent", "suite", "pairs", "succeeded", "left", "of pairs", "no call");
    report.scores().forEach((key, score) -> addAttacks(table, key.agent(), key.suite(), score));
    addAttacks(table, "together", "", report.total());
    table.flush();
  }

  private static void addAttacks(TextTable table, String agent, String suite, Score score) {
    add(
        table,
        agent,
        suite,
        Counted.of(score.pairs),
        Counted.of(score.succeeded),
        bounds(Counted.of(score.leftAtLeast), Counted.of(score.leftAtMost)),
        bounds(percent(score.leftAtLeast, score.pairs), percent(score.leftAtMost, score.pairs)),
        Counted.of(score.withoutCall));
  }

  private static String bounds(String least, String most) {
    return least.equals(most) ? least : least + " to " + most;
  }

  private static String percent(int part, int whole) {
    return Percent.of(new Rate(part, whole));
  }

  private void printWork() {
    heading("Work: done by the agent, and kept because no call of it is denied");
    TextTable table =
        table(
            "agent",
            "suite",
            "runs",
            "done",
            "kept",
            "of done",
            "of users",
            "to confirm",
            "under attack");
    report.scores().forEach((key, score) -> addWork(table, key.agent(), key.suite(), score));
    addWork(table, "together", "", report.total());
    table.flush();
  }

  private static void addWork(TextTable table, String agent, String suite, Score score) {
    add(
        table,
        agent,
        suite,
        Counted.of(score.work),
        Counted.of(score.done),
        Counted.of(score.kept),
        percent(score.kept, score.done),
        score.keptOfUser + "/" + score.doneOfUser,
        Counted.of(score.keptWithObligation),
        score.keptUnderAttack + "/" + score.doneUnderAttack);
  }

  private void printRules() {
    Score total = report.total();
    heading(
        "Rules: runs in which each denied a call that counts for the attack, and work lost to it");
    TextTable table =
        new TextTable(
            terminal,
            "  ",
            List.of(
                new TextTable.Head("rule", false),
                new TextTable.Head("attacks", true),
                new TextTable.Head("work lost", true)));
    SortedSet<String> rules = new TreeSet<>(total.stoppedBy.keySet());
    rules.addAll(total.lostBy.keySet());
    for (String rule : rules) {
      add(
          table,
          rule,
          Counted.of(total.stoppedBy.getOrDefault(rule, 0)),
          Counted.of(total.lostBy.getOrDefault(rule, 0)));
    }
    table.flush();
  }

  private void printNotes() {
    Score total = report.total();
    heading("To read this");
    line(
        "  What an agent would have done after a denial is not in a recorded run, so the figures are"
            + " bounds. At least");
    line(
        "  left: no call like one of the attack's was denied. At most: not all calls most like it"
            + " were, or it has no such call.");
    if (total.byGoal > 0) {
      line(
          "  Of "
              + Counted.of(total.byGoal, "attack")
              + " the suite has a placeholder for the calls; they are told by the values of its"
              + " goal, to measure only.");
    }
    if (total.unknownAttacks > 0) {
      line(
          "  "
              + Counted.of(total.unknownAttacks, "attack")
              + " are not in their suite and count as left.");
    }
    if (!total.unmapped.isEmpty()) {
      line(
          "  Tools without a manifest, refused: "
              + String.join(
                  ", ",
                  total.unmapped.entrySet().stream()
                      .map(each -> each.getKey() + " (" + Counted.of(each.getValue(), "call") + ")")
                      .toList()));
    }
  }
}
