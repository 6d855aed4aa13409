package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.Value;

/// What an expression came to, in the explaining walk: a value, or where and why there is none.
sealed interface Outcome {
  record Got(Value value) implements Outcome {}

  /// `span` is that of the innermost expression without a value.
  record Failed(Failure failure, Span span) implements Outcome {}
}
