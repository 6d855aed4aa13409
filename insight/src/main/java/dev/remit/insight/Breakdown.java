package dev.remit.insight;

import dev.remit.insight.rate.Counts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The counts of each agent, tool or task: most denied first, then most attempts, then by name.
public record Breakdown(List<Row> rows) {
  private static final Comparator<Row> ORDER =
      Comparator.comparingLong((Row row) -> row.counts().failed())
          .thenComparingLong(row -> row.counts().attempts())
          .reversed()
          .thenComparing(Row::name);

  public Breakdown {
    rows = rows.stream().sorted(ORDER).toList();
  }

  /// One of what is counted.
  public record Row(String name, Counts counts) {
    public Row {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(counts, "counts");
    }
  }

  /// All rows together.
  public Counts total() {
    return rows.stream().map(Row::counts).reduce(Counts.NONE, Counts::plus);
  }

  /// Counts by name while they are made. For one thread.
  static final class Builder {
    private final Map<String, Counts> counts = new TreeMap<>();

    void add(String name, Counts more) {
      counts.merge(name, more, Counts::plus);
    }

    Breakdown build() {
      return new Breakdown(
          counts.entrySet().stream().map(e -> new Row(e.getKey(), e.getValue())).toList());
    }
  }
}
