package dev.remit.insight.rate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From when on the log can see events of a sort: its first record of that kind, from that source,
/// where one is known, of that decision point and service.
///
/// A service is what an action's id says up to its first `:`, as `s3` of `s3:PutObject`; of an
/// action without one its type. `exact` is false where the records of the first hour are not all
/// there any more, so that `first` is that hour.
public record Sight(
    String kind,
    @Nullable String source,
    String point,
    String service,
    Instant first,
    boolean exact) {
  public Sight {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(first, "first");
  }
}
