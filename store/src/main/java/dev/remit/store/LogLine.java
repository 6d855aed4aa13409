package dev.remit.store;

import dev.remit.pdp.record.DecisionRecord;
import java.util.Objects;

/// What one line of a log came to. `number` counts from 1.
public sealed interface LogLine {
  long number();

  record Read(long number, DecisionRecord record) implements LogLine {
    public Read {
      Objects.requireNonNull(record, "record");
    }
  }

  /// Torn by a crash, changed by someone, or written by a later version.
  record Unreadable(long number, String reason) implements LogLine {
    public Unreadable {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
