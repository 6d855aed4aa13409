package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.value.Value;
import java.util.Objects;

/// What one expression comes to for a request: a value, or why there is none.
public sealed interface Evaluated {
  record Got(Value value) implements Evaluated {
    public Got {
      Objects.requireNonNull(value, "value");
    }
  }

  /// `span` is that of the innermost expression without a value, in the text that it was read from.
  record Failed(ErrorCode code, String message, Span span) implements Evaluated {
    public Failed {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(span, "span");
    }
  }

  /// By a walk over the expression, which is not compiled first.
  static Evaluated of(Expr expression, Request request, Entities entities) {
    Evaluator evaluator = new Evaluator(request, entities, Evaluator.Observer.NONE);
    return switch (evaluator.evaluate(expression)) {
      case Outcome.Got(Value value) -> new Got(value);
      case Outcome.Failed(Failure failure, Span span) ->
          new Failed(failure.code(), failure.message(), span);
    };
  }
}
