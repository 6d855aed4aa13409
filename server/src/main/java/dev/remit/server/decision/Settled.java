package dev.remit.server.decision;

import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.record.DecisionRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An answer whose effects its task has taken.
public sealed interface Settled {
  DecisionRecord record();

  /// It is to be recorded. `call` is what is known of the call of a tool that it is an answer to.
  record Fresh(DecisionRecord record, @Nullable GradedCall call) implements Settled {
    public Fresh {
      Objects.requireNonNull(record, "record");
    }

    /// Of what is no call, or of which nothing is known.
    public Fresh(DecisionRecord record) {
      this(record, null);
    }
  }

  /// It was given before, and is recorded under the same id.
  record Repeated(DecisionRecord record) implements Settled {
    public Repeated {
      Objects.requireNonNull(record, "record");
    }
  }
}
