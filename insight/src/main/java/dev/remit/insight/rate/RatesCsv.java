package dev.remit.insight.rate;

import dev.remit.store.export.CsvLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The groups of a report for other programs: a line each, and one of all others if there are any.
public final class RatesCsv {
  /// Stands for every name of what no named group has.
  private static final String OTHERS = "(others)";

  private RatesCsv() {}

  /// Without the ends of the lines, the head first.
  public static List<String> lines(RateReport report) {
    List<String> lines = new ArrayList<>();
    List<Dimension> by = report.question().by();
    List<String> head = new ArrayList<>(by.stream().map(Dimension::title).toList());
    head.addAll(List.of("attempts", "evaluated"));
    Account.ALL.forEach(account -> head.add(account.title()));
    lines.add(CsvLine.of(head));
    for (Group group : report.tally().groups()) {
      lines.add(CsvLine.of(line(group.names(), group.counts())));
    }
    Counts others = report.tally().others().counts();
    if (others.attempts() > 0 || by.isEmpty()) {
      lines.add(CsvLine.of(line(Collections.nCopies(by.size(), OTHERS), others)));
    }
    return lines;
  }

  private static List<String> line(List<String> names, Counts counts) {
    List<String> cells = new ArrayList<>(names);
    cells.add(Long.toString(counts.attempts()));
    cells.add(Long.toString(counts.evaluated()));
    Account.ALL.forEach(account -> cells.add(Long.toString(counts.count(account))));
    return cells;
  }
}
