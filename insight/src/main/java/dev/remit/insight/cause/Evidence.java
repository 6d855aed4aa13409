package dev.remit.insight.cause;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sentence that speaks for a class, or bounds what can be said, and the record that shows it;
/// null where it is about many or about none.
public record Evidence(String text, @Nullable UUID record) {
  public Evidence {
    Objects.requireNonNull(text, "text");
  }

  static Evidence of(String text) {
    return new Evidence(text, null);
  }

  /// How often, in words.
  static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }
}
