package dev.remit.insight.rate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From when on the log can see events of a sort: its first record of that kind, from that source,
/// of that decision point, service and category, where these are known.
///
/// A service is what an action's id says up to its first `:`, as `s3` of `s3:PutObject`; of an
/// action without one its type. A category is what the detail of an observation calls so, as `data`
/// and `management` of one service, which are logged or not apart from each other. `exact` is false
/// where the records of the first hour are not all there any more, so that `first` is that hour.
public record Sight(
    String kind,
    @Nullable String source,
    String point,
    String service,
    @Nullable String category,
    Instant first,
    boolean exact) {
  public Sight {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(first, "first");
  }
}
