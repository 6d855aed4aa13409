package dev.remit.insight.rate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An hour in which an identity was denied more than its own history explains.
///
/// `now` and `before` are the denied of the evaluated in that hour and in the history, `most` the
/// largest number of denials in any hour of the history, `chance` how probable so many are where
/// nothing changed. `classes` are those of the causes of its denials, the one with the most first;
/// empty where nobody looked, or no denial has a record.
public record Rise(
    String identity,
    Instant hour,
    Rate now,
    Rate before,
    long most,
    double chance,
    List<RiseClass> classes) {
  public Rise {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(hour, "hour");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(before, "before");
    classes = List.copyOf(classes);
  }

  /// One whose causes nobody looked at.
  Rise(String identity, Instant hour, Rate now, Rate before, long most, double chance) {
    this(identity, hour, now, before, most, chance, List.of());
  }

  /// With the classes of its causes.
  public Rise with(List<RiseClass> told) {
    return new Rise(identity, hour, now, before, most, chance, told);
  }

  /// The class that more than half of its denials are of; empty where several share them, or it is
  /// not known of enough.
  public Optional<RiseClass> main() {
    return classes.stream().filter(each -> each.denied() * 2 > now.numerator()).findFirst();
  }
}
