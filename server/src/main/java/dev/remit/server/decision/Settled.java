package dev.remit.server.decision;

import dev.remit.pdp.record.DecisionRecord;
import java.util.Objects;

/// An answer whose effects its task has taken.
public sealed interface Settled {
  DecisionRecord record();

  /// It is to be recorded.
  record Fresh(DecisionRecord record) implements Settled {
    public Fresh {
      Objects.requireNonNull(record, "record");
    }
  }

  /// It was given before, and is recorded under the same id.
  record Repeated(DecisionRecord record) implements Settled {
    public Repeated {
      Objects.requireNonNull(record, "record");
    }
  }
}
