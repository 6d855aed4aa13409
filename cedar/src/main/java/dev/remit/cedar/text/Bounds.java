package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExpressionDepth;
import dev.remit.cedar.policy.Limits;

/// Holds the texts of policies to [Limits].
final class Bounds {
  private final Cursor cursor;
  private int nesting;

  Bounds(Cursor cursor) {
    this.cursor = cursor;
  }

  /// Begins a whole expression.
  void restart() {
    nesting = 0;
  }

  /// Enters a whole expression, a bracket or an `if`; fails if it is one too many.
  void enter() throws Unexpected {
    if (nesting == Limits.EXPRESSION_DEPTH_MAX + 1) {
      throw tooDeep();
    }
    nesting++;
  }

  void leave() {
    nesting--;
  }

  /// Reports that what comes next lies too deep.
  Unexpected tooDeep() {
    reportTooDeep(cursor.peek().span());
    return new Unexpected();
  }

  /// Reports a part that lies too deep, if there is one: chains of operators and of accesses are
  /// deep without nesting.
  void check(Expr expression) {
    ExpressionDepth.findTooDeep(expression).ifPresent(part -> reportTooDeep(part.span()));
  }

  private void reportTooDeep(Span span) {
    cursor.report(
        "too-deep",
        span,
        "nested deeper than " + Limits.EXPRESSION_DEPTH_MAX + " levels",
        "split the condition in several `when { … }`");
  }

  /// Fails unless there is room for one more behind `size` others.
  void requireRoom(int size, String what) throws Unexpected {
    if (size >= Limits.ELEMENTS_MAX) {
      Span span = cursor.peek().span();
      cursor.report("too-many-elements", span, "more than " + Limits.ELEMENTS_MAX + " " + what, "");
      throw new Unexpected();
    }
  }
}
