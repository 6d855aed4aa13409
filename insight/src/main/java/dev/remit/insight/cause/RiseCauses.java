package dev.remit.insight.cause;

import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.RateReport;
import dev.remit.insight.rate.Rise;
import dev.remit.insight.rate.RiseReader;
import dev.remit.insight.rate.Rises;
import dev.remit.insight.rate.Scope;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import java.util.Objects;

/// Says of rises what explains them: of what classes the denials of each are. For one thread.
public final class RiseCauses {
  private final LogTable table;
  private final SourcesOfTruth known;
  private final History.Limits limits;

  /// What the [History] that tells it has no room for, `limits` being what it may remember, is of
  /// no class.
  public RiseCauses(LogTable table, SourcesOfTruth known, History.Limits limits) {
    this.table = Objects.requireNonNull(table, "table");
    this.known = Objects.requireNonNull(known, "known");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /// The report with the classes of its rises. Where there are any, reads all records of its scope
  /// from the begin of their history on.
  public RateReport explained(RateReport report) throws QueryFault {
    Rises rises = report.rises();
    return rises == null || rises.rises().isEmpty()
        ? report
        : report.with(explained(report.question().scope(), rises));
  }

  private Rises explained(Scope scope, Rises rises) throws QueryFault {
    History history = new History(known, limits);
    rises.rises().forEach(rise -> history.watch(hour(rise)));
    history.addAll(
        table, scope.within(rises.from().minus(RiseReader.HISTORY), rises.until()).conditions());
    var classes = history.watched();
    return rises.with(
        rises.rises().stream()
            .map(rise -> rise.with(classes.getOrDefault(hour(rise), rise.classes())))
            .toList());
  }

  private static IdentityHour hour(Rise rise) {
    return new IdentityHour(rise.identity(), rise.hour());
  }
}
