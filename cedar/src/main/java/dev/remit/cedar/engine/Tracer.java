package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Watches an [Evaluator] and keeps what it saw as a [Trace].
final class Tracer implements Evaluator.Observer {
  private final Deque<List<Trace>> open = new ArrayDeque<>(List.of(new ArrayList<>()));

  /// The trace of the last whole expression evaluated.
  Trace last() {
    return open.getLast().getLast();
  }

  @Override
  public void enter(Expr expr) {
    open.push(new ArrayList<>());
  }

  @Override
  public void leave(Expr expr, Outcome outcome) {
    List<Trace> reached = open.pop();
    open.element().add(new Trace(expr, result(outcome), withTheRest(expr, reached)));
  }

  private static Trace.Result result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Got(var value) -> new Trace.Result.Known(value);
      case Outcome.Failed(Failure(ErrorCode code, String message), var span) ->
          new Trace.Result.Failed(code, message, span);
    };
  }

  /// INVARIANT: parts are reached in the order of the text, so each is the next one or left out.
  // Branches of an `if` may be equal, and still only one of them was reached.
  @SuppressWarnings("ReferenceEquality")
  private static List<Trace> withTheRest(Expr expr, List<Trace> reached) {
    List<Expr> parts = Subexpressions.of(expr);
    List<Trace> all = new ArrayList<>(parts.size());
    int next = 0;
    for (Expr part : parts) {
      boolean isReached = next < reached.size() && reached.get(next).expr() == part;
      all.add(isReached ? reached.get(next++) : Trace.notEvaluated(part));
    }
    return all;
  }
}
