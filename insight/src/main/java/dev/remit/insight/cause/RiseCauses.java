package dev.remit.insight.cause;

import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.Rise;
import dev.remit.insight.rate.RiseReader;
import dev.remit.insight.rate.Rises;
import dev.remit.insight.rate.Scope;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.util.Map;
import java.util.Optional;

/// What explains rises: of what classes the denials of each are. Reads all records of the scope
/// from the begin of the rises' history on, if there are rises.
///
/// `whole` is false where there was more than a [History] holds, so that some denials of a rise may
/// be in no class.
public record RiseCauses(Map<IdentityHour, HourClasses> classes, boolean whole) {
  /// Of no rises.
  public static final RiseCauses NONE = new RiseCauses(Map.of(), true);

  public RiseCauses {
    classes = Map.copyOf(classes);
  }

  /// Of the rises of a scope.
  public static RiseCauses read(LogTable table, Scope scope, Rises rises, SourcesOfTruth known)
      throws QueryFault {
    if (rises.rises().isEmpty()) {
      return NONE;
    }
    History history = new History(known);
    rises.rises().forEach(rise -> history.watch(hour(rise)));
    Selection selection =
        new Selection(
            scope.within(rises.from().minus(RiseReader.HISTORY), rises.until()).conditions(),
            Selection.Order.OLDEST_FIRST,
            Long.MAX_VALUE);
    try (DecisionRows rows = table.select(selection)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        history.add(row);
      }
    }
    return new RiseCauses(history.watched(), history.isWhole());
  }

  /// Of one of the rises; empty where none of its denials has a record any more.
  public Optional<HourClasses> of(Rise rise) {
    return Optional.ofNullable(classes.get(hour(rise)));
  }

  private static IdentityHour hour(Rise rise) {
    return new IdentityHour(rise.identity(), rise.hour());
  }
}
