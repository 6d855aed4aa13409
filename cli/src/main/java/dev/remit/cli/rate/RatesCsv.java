package dev.remit.cli.rate;

import dev.remit.cli.terminal.CsvLine;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.Counts;
import dev.remit.insight.rate.Dimension;
import dev.remit.insight.rate.Group;
import dev.remit.insight.rate.RateReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The groups of a report for other programs: a line each, and one of all others if there are any.
final class RatesCsv {
  /// Stands for every name of what no named group has.
  static final String OTHERS = "(others)";

  private RatesCsv() {}

  static void print(Terminal terminal, RateReport report) {
    List<Dimension> by = report.question().by();
    List<String> head = new ArrayList<>(by.stream().map(Dimension::title).toList());
    head.addAll(List.of("attempts", "evaluated"));
    Account.ALL.forEach(account -> head.add(account.title()));
    terminal.out().println(CsvLine.of(head));
    for (Group group : report.tally().groups()) {
      terminal.out().println(CsvLine.of(line(group.names(), group.counts())));
    }
    Counts others = report.tally().others().counts();
    if (others.attempts() > 0 || by.isEmpty()) {
      terminal.out().println(CsvLine.of(line(Collections.nCopies(by.size(), OTHERS), others)));
    }
  }

  private static List<String> line(List<String> names, Counts counts) {
    List<String> cells = new ArrayList<>(names);
    cells.add(Long.toString(counts.attempts()));
    cells.add(Long.toString(counts.evaluated()));
    Account.ALL.forEach(account -> cells.add(Long.toString(counts.count(account))));
    return cells;
  }
}
