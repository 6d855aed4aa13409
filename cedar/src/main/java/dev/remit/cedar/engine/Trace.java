package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import java.util.Objects;

/// One expression as it was evaluated, with its sub-expressions in the order of the text.
///
/// Where `&&`, `||`, `if`, `is … in` or an error left a part out, that part is there without
/// operands of its own and its result is [Result.NotEvaluated].
public record Trace(Expr expr, Result result, List<Trace> operands) {
  public Trace {
    Objects.requireNonNull(expr, "expr");
    Objects.requireNonNull(result, "result");
    operands = List.copyOf(operands);
  }

  static Trace notEvaluated(Expr expr) {
    return new Trace(expr, new Result.NotEvaluated(), List.of());
  }

  /// Whether the value is this boolean.
  public boolean is(boolean value) {
    return result.equals(new Result.Known(BoolValue.of(value)));
  }

  public boolean isEvaluated() {
    return !(result instanceof Result.NotEvaluated);
  }

  /// What an expression came to.
  public sealed interface Result {
    record Known(Value value) implements Result {}

    /// `span` is that of the innermost expression without a value; those around it fail alike.
    record Failed(ErrorCode code, String message, Span span) implements Result {}

    record NotEvaluated() implements Result {}
  }
}
