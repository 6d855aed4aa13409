package dev.remit.insight.rate;

import java.time.Instant;
import java.util.Objects;

/// The denials of a scope that one thing explains, the most there are, as far as counting tells:
/// `remit causes` looks at why.
///
/// `identity` and `container` say what they have in common, `action` which was denied most often;
/// `first` and `last` are when the first and the last of them were decided; `observableFrom` is
/// when the log holds its first record of such an action in the same scope, whatever it came to:
/// what was before that, it cannot say.
public record LargestCause(
    String identity,
    String action,
    String container,
    long denied,
    Instant first,
    Instant last,
    Instant observableFrom) {
  public LargestCause {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(observableFrom, "observableFrom");
    if (denied < 1) {
      throw new IllegalArgumentException("a cause of nothing");
    }
  }
}
