package dev.remit.cli.rate;

import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.Counts;
import dev.remit.insight.rate.Details;
import dev.remit.insight.rate.Dimension;
import dev.remit.insight.rate.Group;
import dev.remit.insight.rate.LargestCause;
import dev.remit.insight.rate.Rate;
import dev.remit.insight.rate.RateReport;
import dev.remit.insight.rate.Rise;
import dev.remit.insight.rate.RiseClass;
import dev.remit.insight.rate.Rises;
import dev.remit.insight.rate.Sight;
import dev.remit.insight.rate.Tally;
import dev.remit.insight.rate.Workflow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A report as people read it: the three rates, what stands beside them, from when on the log can
/// see, and the groups.
final class RatesText {
  /// Sorts of events that are listed; JSON has all.
  private static final int SIGHTS_MAX = 10;

  private static final int RISES_MAX = 20;

  private final Terminal terminal;
  private final RateReport report;

  RatesText(Terminal terminal, RateReport report) {
    this.terminal = terminal;
    this.report = report;
  }

  void print() {
    printCounted();
    printRates();
    printBeside();
    Details details = report.details();
    if (details != null) {
      printWorkflows(details.workflows());
      printCause(details.largest());
      printSights(details.sights());
    }
    Rises rises = report.rises();
    if (rises != null) {
      printRises(rises);
    }
    printGroups();
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private void heading(String text) {
    line("");
    line(terminal.bold(text));
  }

  private void printCounted() {
    Tally tally = report.tally();
    line("window   " + window(tally));
    line(
        "counted  "
            + Counted.of(tally.whole().counts().attempts(), "attempt")
            + kinds()
            + ", from "
            + (tally.rolledUp() ? "counts by hour" : "records")
            + "; "
            + Counted.of(tally.whole().duplicates(), "duplicate")
            + " removed");
    Details details = report.details();
    line(
        "records  "
            + (details == null
                ? "not read: how many are late is not known"
                : Counted.of(details.late())
                    + " of "
                    + Counted.of(details.records())
                    + " received more than 1 h after they were decided"
                    + gone()));
    line(
        "dropped  not known here: what the log refused, the process that writes it counts"
            + " (`remit_log_records_total{account=\"refused\"}`)");
  }

  private static String window(Tally tally) {
    return tally.from() == null && tally.until() == null
        ? "nothing was counted"
        : "from "
            + (tally.from() == null ? "its beginning" : tally.from())
            + " until before "
            + (tally.until() == null ? "its end" : tally.until());
  }

  private String kinds() {
    return report.tally().whole().kinds().entrySet().stream()
        .map(kind -> Counted.of(kind.getValue()) + " " + kind.getKey().text())
        .collect(Collectors.joining(", ", " (", ")"))
        .replace(" ()", "");
  }

  private String gone() {
    long gone = report.recordsGone().orElse(0L);
    return gone == 0
        ? ""
        : "; of "
            + Counted.of(gone, "attempt")
            + " counts alone are left, so that late ones, causes and what users saw are of the rest";
  }

  private void printRates() {
    Counts counts = report.tally().whole().counts();
    Optional<Counts> without = report.withoutLargestCause();
    heading("Denied for want of authority");
    TextTable table = table("", "denied", "of", "rate", "without the largest cause");
    add(table, "attempts, retries counted", counts, without, Counts::deniedOfAttempts);
    add(table, "evaluated decisions", counts, without, Counts::deniedOfEvaluated);
    Details details = report.details();
    Rate visible = details == null ? null : details.visible();
    if (visible != null) {
      add(table, figures("user-visible requests", visible, "not known"));
    }
    table.flush();
    if (visible == null) {
      line(
          "  user-visible requests: unavailable, "
              + (details == null
                  ? "because records were not read"
                  : "because no record says what a user saw"));
    }
  }

  private static void add(
      TextTable table,
      String name,
      Counts counts,
      Optional<Counts> without,
      Function<Counts, Rate> rate) {
    String rest =
        without
            .map(rate)
            .map(left ->
                Counted.of(left.numerator())
                    + " of "
                    + Counted.of(left.denominator())
                    + ", "
                    + Percent.of(left))
            .orElse("-");
    add(table, figures(name, rate.apply(counts), rest));
  }

  private static List<String> figures(String name, Rate rate, String rest) {
    return List.of(
        name, Counted.of(rate.numerator()), Counted.of(rate.denominator()), Percent.of(rate), rest);
  }

  /// The first columns are put to the left, the others to the right.
  private TextTable table(List<String> left, String... right) {
    List<TextTable.Head> head = new ArrayList<>();
    left.forEach(name -> head.add(new TextTable.Head(name, false)));
    Stream.of(right).forEach(name -> head.add(new TextTable.Head(name, true)));
    return new TextTable(terminal, "  ", head);
  }

  private TextTable table(String left, String... right) {
    return table(List.of(left), right);
  }

  private static void add(TextTable table, List<String> cells) {
    table.add(cells.stream().map(TextTable.Cell::of).toList());
  }

  private void printWorkflows(List<Workflow> workflows) {
    if (workflows.isEmpty()) {
      return;
    }
    heading("Tasks whose end was reported, for want of authority");
    TextTable table = table("purpose", "ended so", "of", "rate", "not succeeded");
    for (Workflow workflow : workflows) {
      add(table, figures(workflow.purpose(), workflow.rate(), Counted.of(workflow.unsuccessful())));
    }
    table.flush();
  }

  private void printBeside() {
    Counts counts = report.tally().whole().counts();
    heading("Beside them, among attempts and in no numerator");
    TextTable table = table(List.of("", ""), "attempts");
    for (Account account : Account.ALL) {
      if (!account.isEvaluated()) {
        add(table, List.of(account.title(), meaning(account), Counted.of(counts.count(account))));
      }
    }
    table.flush();
  }

  private static String meaning(Account account) {
    return switch (account) {
      case PERMITTED -> "let through";
      case DENIED -> "for want of authority";
      case UNIDENTIFIED -> "authentication failed, or nobody was named";
      case THROTTLED -> "too many requests";
      case FAULT -> "whoever was asked gave no answer";
      case FAILED -> "denied to be safe: policies could not be evaluated";
      case UNMAPPED -> "denied to be safe: the bundle does not say what it means";
      case UNRECORDED -> "denied to be safe: it could not be recorded";
      case UNACCEPTABLE -> "what was sent is not acceptable, or not now";
    };
  }

  private void printCause(@Nullable LargestCause cause) {
    heading("Largest cause");
    if (cause == null) {
      line("  nothing was denied for want of authority that has a record");
      return;
    }
    line(
        "  "
            + Counted.of(cause.denied(), "denial")
            + ": "
            + cause.identity()
            + ", "
            + cause.action()
            + (cause.container().isEmpty() ? "" : ", on " + cause.container()));
    line("  first at " + cause.first() + ", last at " + cause.last());
    line(
        "  the log has such actions from "
            + cause.observableFrom()
            + " on, whatever they came to; it cannot say what was before");
  }

  private void printSights(List<Sight> sights) {
    heading("From when on the log can see");
    if (sights.isEmpty()) {
      line("  nothing of that scope");
      return;
    }
    TextTable table = table(List.of("from", "kind", "source", "point", "service", "events"));
    for (Sight sight : sights.subList(0, Math.min(SIGHTS_MAX, sights.size()))) {
      String source = sight.source();
      String category = sight.category();
      add(
          table,
          List.of(
              sight.exact() ? sight.first().toString() : sight.first() + ", within the hour",
              sight.kind(),
              source == null ? "-" : source,
              sight.point(),
              sight.service(),
              category == null ? "-" : category));
    }
    table.flush();
    if (sights.size() > SIGHTS_MAX) {
      line(
          terminal.dim(
              "  ... and "
                  + Counted.of(sights.size() - SIGHTS_MAX)
                  + " more, which it sees for longer, see --json"));
    }
  }

  private void printRises(Rises rises) {
    heading("Rises against their own history, " + rises.from() + " until before " + rises.until());
    line(
        "  "
            + Counted.of(rises.tested(), "hour")
            + " of identities tested; without enough history, so that nothing can be said: "
            + Counted.of(rises.withoutHistory()));
    if (rises.rises().isEmpty()) {
      line("  none");
      return;
    }
    TextTable table =
        table(
            List.of("identity", "hour", "class"),
            "denied",
            "of",
            "rate",
            "before",
            "most in an hour");
    for (Rise rise : rises.rises().subList(0, Math.min(RISES_MAX, rises.rises().size()))) {
      add(
          table,
          List.of(
              rise.identity(),
              rise.hour().toString(),
              kinds(rise),
              Counted.of(rise.now().numerator()),
              Counted.of(rise.now().denominator()),
              Percent.of(rise.now()),
              Percent.of(rise.before()),
              Counted.of(rise.most())));
    }
    table.flush();
    int more = rises.rises().size() - RISES_MAX;
    if (more > 0) {
      line(terminal.dim("  ... and " + Counted.of(more) + " more, see --json"));
    }
    if (!rises.complete()) {
      line(terminal.yellow("  there were too many hours to look at all; narrow the window"));
    }
  }

  /// The class of most of its denials, with its confidence, or those that share them.
  private static String kinds(Rise rise) {
    return rise.main()
        .map(RiseClass::text)
        .orElseGet(() ->
            rise.classes().isEmpty()
                ? "not known"
                : rise.classes().stream()
                    .map(RiseClass::title)
                    .collect(Collectors.joining(" and ", "several: ", "")));
  }

  private void printGroups() {
    List<Dimension> by = report.question().by();
    if (by.isEmpty()) {
      return;
    }
    Tally tally = report.tally();
    List<String> titles = by.stream().map(Dimension::title).toList();
    heading("By " + String.join(" and ", titles));
    TextTable table =
        table(titles, "attempts", "evaluated", "denied", "of evaluated", "of attempts", "beside");
    for (Group group : tally.groups()) {
      add(table, cells(group.names(), group.counts()));
    }
    Tally.Others others = tally.others();
    if (others.counts().attempts() > 0) {
      List<String> names = new ArrayList<>(Collections.nCopies(by.size(), ""));
      names.set(0, "(" + Counted.of(others.groups(), "other") + ")");
      add(table, cells(names, others.counts()));
    }
    table.flush();
    if (others.unnamed() > 0) {
      line(
          terminal.dim(
              "  others include "
                  + Counted.of(others.unnamed(), "attempt")
                  + " of hours with too many keys, of which counts do not say who did what"));
    }
  }

  private static List<String> cells(List<String> names, Counts counts) {
    List<String> cells = new ArrayList<>(names);
    cells.add(Counted.of(counts.attempts()));
    cells.add(Counted.of(counts.evaluated()));
    cells.add(Counted.of(counts.denied()));
    cells.add(Percent.of(counts.deniedOfEvaluated()));
    cells.add(Percent.of(counts.deniedOfAttempts()));
    cells.add(Counted.of(counts.attempts() - counts.evaluated()));
    return cells;
  }
}
