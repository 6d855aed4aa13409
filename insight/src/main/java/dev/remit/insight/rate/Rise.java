package dev.remit.insight.rate;

import java.time.Instant;
import java.util.Objects;

/// An hour in which an identity was denied more than its own history explains.
///
/// `now` and `before` are the denied of the evaluated in that hour and in the history, `most` the
/// largest number of denials in any hour of the history, `chance` how probable so many are where
/// nothing changed.
public record Rise(String identity, Instant hour, Rate now, Rate before, long most, double chance) {
  public Rise {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(hour, "hour");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(before, "before");
  }
}
