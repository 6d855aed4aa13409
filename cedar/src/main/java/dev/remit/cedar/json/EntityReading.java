package dev.remit.cedar.json;

import dev.remit.cedar.entity.Entity;
import org.jspecify.annotations.Nullable;

/// A way of reading single entities.
interface EntityReading {
  /// The entity, or null after a mistake, which is reported.
  @Nullable Entity read(Json json);

  /// Reports what is wrong with all that were read together.
  default void end() {}
}
