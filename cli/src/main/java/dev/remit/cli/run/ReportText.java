package dev.remit.cli.run;

import dev.remit.cli.rate.Percent;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.insight.Breakdown;
import dev.remit.insight.DenialCause;
import dev.remit.insight.Intake;
import dev.remit.insight.RunReport;
import dev.remit.insight.Timing;
import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.Counts;
import dev.remit.insight.rate.Rate;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.input.InputLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The report of a run as people read it: every rate with what it is a part of.
final class ReportText {
  /// Rows of a breakdown, causes and examples that are printed; JSON has all.
  static final int ROWS_MAX = 10;

  private static final int CLAUSE_LENGTH_MAX = 160;

  private final Terminal terminal;
  private final Outcome outcome;
  private final RunReport report;

  ReportText(Terminal terminal, Outcome outcome) {
    this.terminal = terminal;
    this.outcome = outcome;
    this.report = outcome.report();
  }

  void print() {
    printIntake(report.intake());
    printRates(report.total());
    printBreakdown("By agent", "agent", report.agents());
    printBreakdown("By tool", "tool", report.tools());
    printBreakdown("By task", "task", report.tasks());
    printCauses();
    printTiming(report.timing());
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private void heading(String text) {
    line("");
    line(terminal.bold(text));
  }

  private void printIntake(Intake intake) {
    Counts total = report.total();
    line(
        "bundle    "
            + outcome.bundle().manifest().name()
            + " "
            + outcome.bundle().digest().brief());
    line(
        "log       "
            + outcome.kept().name()
            + ", "
            + Counted.of(outcome.recorded(), "record")
            + " added");
    line(
        "read      "
            + Counted.of(intake.files(), "file")
            + ", "
            + Counted.of(intake.lines(), "line")
            + ": "
            + Counted.of(intake.withRequests())
            + " with requests, "
            + Counted.of(intake.remarks(), "remark")
            + ", "
            + Counted.of(intake.setAside())
            + " set aside");
    line(
        "attempts  "
            + Counted.of(total.attempts())
            + " = "
            + Counted.of(total.evaluated())
            + " evaluated"
            + Account.ALL.stream()
                .filter(account -> !account.isEvaluated())
                .filter(account -> total.count(account) > 0 || isUsual(account))
                .map(account -> " + " + Counted.of(total.count(account)) + " " + account.title())
                .collect(Collectors.joining()));
    List<InputLine.SetAside> examples = intake.examples();
    examples.stream().limit(ROWS_MAX).forEach(this::printSetAside);
    printMore(intake.setAside() - Math.min(examples.size(), ROWS_MAX), "line");
  }

  /// Whether it is named also where there is none: what a mapping may have to be mended for.
  private static boolean isUsual(Account account) {
    return account == Account.UNMAPPED || account == Account.UNACCEPTABLE;
  }

  private void printSetAside(InputLine.SetAside aside) {
    String place = terminal.yellow("set aside ") + aside.file() + ":" + aside.number() + ":";
    for (InputLine.Mistake mistake : aside.mistakes()) {
      line(place + mistake.column() + ": " + mistake.reason());
      mistake.excerpt().lines().forEach(this::line);
    }
  }

  private void printRates(Counts total) {
    heading("Authorization failure rates");
    TextTable table = table("", "part", "whole", "rate");
    addRate(table, "denied, of evaluated decisions", total.deniedOfEvaluated());
    addRate(table, "refused before any policy, of attempts", total.refusedOfAttempts());
    addRate(table, "denied or refused, of attempts", total.failedOfAttempts());
    table.flush();
  }

  /// The first column is put to the left, the others to the right.
  private TextTable table(String first, String... others) {
    List<TextTable.Head> head = new ArrayList<>();
    head.add(new TextTable.Head(first, false));
    for (String other : others) {
      head.add(new TextTable.Head(other, true));
    }
    return new TextTable(terminal, "  ", head);
  }

  private static void add(TextTable table, String... cells) {
    table.add(Stream.of(cells).map(TextTable.Cell::of).toList());
  }

  private static void addRate(TextTable table, String name, Rate rate) {
    add(
        table,
        name,
        Counted.of(rate.numerator()),
        Counted.of(rate.denominator()),
        Percent.of(rate));
  }

  private void printBreakdown(String heading, String column, Breakdown breakdown) {
    heading(heading);
    TextTable table =
        table(column, "attempts", "evaluated", "denied", "of evaluated", "refused", "of attempts");
    for (Breakdown.Row row : breakdown.rows().stream().limit(ROWS_MAX).toList()) {
      Counts counts = row.counts();
      add(
          table,
          row.name(),
          Counted.of(counts.attempts()),
          Counted.of(counts.evaluated()),
          Counted.of(counts.denied()),
          Percent.of(counts.deniedOfEvaluated()),
          Counted.of(counts.refused()),
          Percent.of(counts.refusedOfAttempts()));
    }
    table.flush();
    printMore(breakdown.rows().size() - ROWS_MAX, "row");
  }

  private void printMore(long more, String what) {
    if (more > 0) {
      line(terminal.dim("  ... and " + Counted.of(more, what) + " more, see --json"));
    }
  }

  private void printCauses() {
    heading("Denied most, with the clause");
    if (report.causes().isEmpty()) {
      line("  nothing");
    }
    report.causes().stream().limit(ROWS_MAX).forEach(this::printCause);
    printMore(report.causes().size() - ROWS_MAX, "cause");
  }

  private void printCause(DenialCause cause) {
    DenialCause.Key key = cause.key();
    line("  " + Counted.of(cause.count()) + " x " + terminal.bold(key.tool()) + ": " + what(key));
    if (!key.clause().isEmpty()) {
      String clause = key.clause();
      line(
          "      "
              + (clause.length() <= CLAUSE_LENGTH_MAX
                  ? clause
                  : clause.substring(0, CLAUSE_LENGTH_MAX) + "…"));
    }
    if (!cause.text().isEmpty()
        && key.code() != ReasonCode.FORBID_ERROR
        && key.code() != ReasonCode.STALE) {
      line("      " + terminal.dim(cause.text()));
    }
    line("      " + terminal.dim("first at " + cause.example()));
  }

  private static String what(DenialCause.Key key) {
    String policy = "`" + key.policy() + "`";
    return switch (key.code()) {
      case FORBIDDEN -> "forbidden by " + policy + ", because";
      case FORBID_ERROR -> "forbidden by " + policy + ", which could not be evaluated";
      case STALE -> "forbidden by " + policy + ", which reads what is too old";
      case NO_PERMIT ->
          key.policy().isEmpty()
              ? "no permit is near"
              : "no permit; nearest is " + policy + ", but";
      case UNMAPPED -> "not mapped";
      case REFUSED -> "not acceptable";
      case NO_DELEGATOR -> "for nobody who is verified";
      case TOO_DEEP -> "for too many, one for another";
      case FOR_NOBODY -> "for somebody, by one that acts for nobody";
      case SEARCHED -> "searched";
      case NO_PRINCIPAL -> "without a principal";
      case CREDENTIAL_REFUSED -> "with a credential that proves nothing";
      case TASK_ENDED -> "of a task that has ended";
      case TASK_REFUSED -> "with a task token that proves nothing";
      case EFFECT_ERROR -> "permitted by " + policy + ", whose effects cannot be said";
      case UNCLASSIFIED -> "of a classification that is not understood";
      case TASK_LIMIT -> "of a task that holds no more";
      case TASK_CONFLICT -> "of a task that is too busy";
      case KEY_REUSED -> "with an attempt key that was used before";
      case TASK_NOTED -> "noted";
      case NOT_RECORDED -> "not recorded";
      case OBSERVED_DENIAL -> "denied elsewhere";
      case AUTHENTICATED -> "signed in elsewhere";
      case UNAUTHENTICATED -> "not known elsewhere";
      case THROTTLED -> "too many requests elsewhere";
      case FAULT -> "a fault elsewhere";
      case PERMITTED, OBSERVED_PERMIT -> throw new IllegalArgumentException("no denial");
    };
  }

  private void printTiming(Timing timing) {
    heading("Time");
    line(
        "  per decision  p50 "
            + Figures.time(timing.p50Nanos())
            + ", p99 "
            + Figures.time(timing.p99Nanos())
            + ", max "
            + Figures.time(timing.maxNanos())
            + ", from the raw request to the answer; "
            + Counted.of(timing.decisions(), "evaluated decision"));
    double perSecond =
        outcome.elapsedNanos() == 0 ? 0 : report.total().attempts() * 1e9 / outcome.elapsedNanos();
    line(
        "  whole run     "
            + Figures.time(outcome.elapsedNanos())
            + ", "
            + Counted.of(Math.round(perSecond))
            + " attempts/s, reading, recording and explaining denials included");
  }
}
