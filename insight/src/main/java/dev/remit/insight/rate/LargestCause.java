package dev.remit.insight.rate;

import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import java.util.Optional;

/// Finds what explains the most denials of a scope.
@FunctionalInterface
public interface LargestCause {
  /// Empty where nothing was denied whose record is there. The denials of a cause are all
  /// [Account#DENIED] and no duplicates.
  Optional<Cause> find(LogTable table, Scope scope) throws QueryFault;
}
