package dev.remit.insight.cause;

import dev.remit.insight.declared.SourcesOfTruth;
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

  public RiseCauses(LogTable table, SourcesOfTruth known) {
    this.table = Objects.requireNonNull(table, "table");
    this.known = Objects.requireNonNull(known, "known");
  }

  /// The rises of a scope, with their classes. Reads all records of the scope from the begin of
  /// their history on, if there are any; what a [History] has no room for is of no class.
  public Rises explained(Scope scope, Rises rises) throws QueryFault {
    if (rises.rises().isEmpty()) {
      return rises;
    }
    History history = new History(known);
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
