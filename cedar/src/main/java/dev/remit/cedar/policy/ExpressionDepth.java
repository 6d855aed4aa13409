package dev.remit.cedar.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Measures how deep expressions are nested, without recursion, so that one of any depth can be
/// refused before anything walks it.
public final class ExpressionDepth {
  private ExpressionDepth() {}

  /// The first part found, if there is any, that lies deeper than [Limits#EXPRESSION_DEPTH_MAX]
  /// levels. `a has b.c.d` is as many levels as it has names. `O(size)`.
  public static Optional<Expr> findTooDeep(Expr expression) {
    Deque<Part> pending = new ArrayDeque<>();
    pending.push(new Part(expression, 1));
    while (!pending.isEmpty()) {
      Part part = pending.pop();
      int last = part.level + levels(part.expression) - 1;
      if (last > Limits.EXPRESSION_DEPTH_MAX) {
        return Optional.of(part.expression);
      }
      for (Expr child : part.expression.children()) {
        pending.push(new Part(child, last + 1));
      }
    }
    return Optional.empty();
  }

  private static int levels(Expr expression) {
    return expression instanceof Expr.HasAttribute has ? has.path().size() : 1;
  }

  private record Part(Expr expression, int level) {}
}
