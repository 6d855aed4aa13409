package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.EntityUid;
import java.util.List;
import java.util.Optional;

/// Works out of a trace what was decisive in it.
final class Findings {
  private final Sightings sightings;

  Findings(Entities entities) {
    this.sightings = new Sightings(entities);
  }

  /// What made `trace`, which has a boolean value, come to it.
  Finding of(Trace trace) {
    Trace innermost = innermost(trace);
    return new Finding(innermost, innermost.is(true), sightings.of(innermost));
  }

  Obstacle outOfScope(Variable part, Request request) {
    EntityUid actual =
        switch (part) {
          case PRINCIPAL -> request.principal();
          case ACTION -> request.action();
          case RESOURCE -> request.resource();
          case CONTEXT -> throw new IllegalArgumentException("no scope asks for a context");
        };
    return new Obstacle.OutOfScope(part, actual, sightings.containers(actual));
  }

  static Trace innermost(Trace trace) {
    Trace at = trace;
    Optional<Trace> inner = decisive(at);
    while (inner.isPresent()) {
      at = inner.get();
      inner = decisive(at);
    }
    return at;
  }

  /// The one operand that gave this expression its boolean value, if it was one.
  private static Optional<Trace> decisive(Trace trace) {
    return switch (trace.expr()) {
      case Expr.And _ when trace.is(false) -> lastEvaluated(trace.operands());
      case Expr.Or _ when trace.is(true) -> lastEvaluated(trace.operands());
      case Expr.If _ -> lastEvaluated(trace.operands());
      case Expr.Unary unary when unary.operator() == UnaryOperator.NOT ->
          lastEvaluated(trace.operands());
      default -> Optional.empty();
    };
  }

  private static Optional<Trace> lastEvaluated(List<Trace> operands) {
    return operands.stream().filter(Trace::isEvaluated).reduce((_, later) -> later);
  }

  /// The trace of the expression that had no value first.
  static Trace innermostFailure(Trace trace) {
    Trace at = trace;
    Optional<Trace> inner = failed(at.operands());
    while (inner.isPresent()) {
      at = inner.get();
      inner = failed(at.operands());
    }
    return at;
  }

  private static Optional<Trace> failed(List<Trace> operands) {
    return operands.stream()
        .filter(operand -> operand.result() instanceof Trace.Result.Failed)
        .findFirst();
  }
}
