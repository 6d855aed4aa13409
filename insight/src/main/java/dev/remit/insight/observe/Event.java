package dev.remit.insight.observe;

import dev.remit.store.observation.Observation;
import java.util.Objects;

/// What the event of a log comes to here.
public sealed interface Event {
  /// A decision was taken.
  record Observed(Observation observation) implements Event {
    public Observed {
      Objects.requireNonNull(observation, "observation");
    }
  }

  /// Nothing was decided, or it is told by another event too, as the first stage of a request is.
  /// `why` is the same for all events of its sort.
  record Passed(String why) implements Event {
    public Passed {
      Objects.requireNonNull(why, "why");
    }
  }
}
