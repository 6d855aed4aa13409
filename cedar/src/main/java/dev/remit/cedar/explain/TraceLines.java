package dev.remit.cedar.explain;

import dev.remit.cedar.engine.Trace;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.text.PolicyPrinter;
import dev.remit.cedar.value.Excerpt;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;

/// A trace as indented lines, each an expression and what it came to.
///
/// Left out is what says nothing: literals, and the variable in front of a dot.
final class TraceLines {
  /// Lines shown of one clause.
  static final int LINES_MAX = 60;

  /// `indent` counts levels.
  record Line(int indent, String expr, String result) {}

  private final List<Line> lines = new ArrayList<>();
  private int omitted;

  private TraceLines() {}

  static List<Line> of(Trace body) {
    TraceLines all = new TraceLines();
    all.add(body, 0);
    if (all.omitted > 0) {
      all.lines.add(new Line(0, "… " + all.omitted + " more", ""));
    }
    return all.lines;
  }

  private void add(Trace trace, int indent) {
    if (lines.size() >= LINES_MAX) {
      omitted++;
      return;
    }
    lines.add(new Line(indent, PolicyPrinter.print(trace.expr()), result(trace)));
    for (Trace operand : trace.operands()) {
      if (trace.isEvaluated() && isTelling(trace.expr(), operand.expr())) {
        add(operand, indent + 1);
      }
    }
  }

  private static boolean isTelling(Expr whole, Expr part) {
    return switch (part) {
      case Expr.Literal _ -> false;
      case Expr.Var _ ->
          !(whole instanceof Expr.GetAttribute) && !(whole instanceof Expr.HasAttribute);
      default -> true;
    };
  }

  private static String result(Trace trace) {
    return switch (trace.result()) {
      case Trace.Result.Known(Value value) -> Excerpt.of(value);
      case Trace.Result.Failed(_, String message, _) ->
          isWhereItFailed(trace) ? "error: " + message : "error";
      case Trace.Result.NotEvaluated() -> "not evaluated";
    };
  }

  private static boolean isWhereItFailed(Trace trace) {
    return trace.operands().stream()
        .noneMatch(operand -> operand.result() instanceof Trace.Result.Failed);
  }
}
