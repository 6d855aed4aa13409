package dev.remit.cedar.engine;

import dev.remit.cedar.engine.PolicyExplanation.Verdict;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Explains one policy: its clauses as they are evaluated, and, apart from that, each test of its
/// conditions by itself, so that all obstacles are found and not only the first.
final class PolicyExplainer {
  private final Request request;
  private final Entities entities;
  private final Findings findings;

  PolicyExplainer(Request request, Entities entities) {
    this.request = request;
    this.entities = entities;
    this.findings = new Findings(entities);
  }

  PolicyExplanation explain(PolicyId id, Policy policy) {
    List<Variable> mismatches = mismatches(policy);
    List<ClauseExplanation> clauses = clauses(policy, mismatches.isEmpty());
    List<Finding> grounds = new ArrayList<>();
    List<Obstacle> obstacles = new ArrayList<>();
    mismatches.forEach(part -> obstacles.add(findings.outOfScope(part, request)));
    for (Condition condition : policy.conditions()) {
      test(condition, grounds, obstacles);
    }
    Verdict verdict = verdict(mismatches, clauses);
    return new PolicyExplanation(
        id,
        policy,
        verdict,
        mismatches,
        clauses,
        verdict == Verdict.APPLIES ? grounds : List.of(),
        obstacles);
  }

  List<Variable> mismatches(Policy policy) {
    List<Variable> mismatches = new ArrayList<>();
    if (!ScopeTest.matches(policy.principal(), request.principal(), entities)) {
      mismatches.add(Variable.PRINCIPAL);
    }
    if (!ScopeTest.matches(policy.action(), request.action(), entities)) {
      mismatches.add(Variable.ACTION);
    }
    if (!ScopeTest.matches(policy.resource(), request.resource(), entities)) {
      mismatches.add(Variable.RESOURCE);
    }
    return mismatches;
  }

  private List<ClauseExplanation> clauses(Policy policy, boolean inScope) {
    List<ClauseExplanation> clauses = new ArrayList<>();
    boolean undecided = inScope;
    for (Condition condition : policy.conditions()) {
      ClauseExplanation clause =
          undecided
              ? clause(condition)
              : new ClauseExplanation(
                  condition,
                  ClauseExplanation.Verdict.NOT_EVALUATED,
                  Trace.notEvaluated(condition.body()));
      undecided &= clause.verdict() == ClauseExplanation.Verdict.HOLDS;
      clauses.add(clause);
    }
    return clauses;
  }

  private ClauseExplanation clause(Condition condition) {
    Trace body = trace(condition.body());
    boolean wanted = condition.kind() == Condition.Kind.WHEN;
    ClauseExplanation.Verdict verdict =
        body.is(wanted)
            ? ClauseExplanation.Verdict.HOLDS
            : body.is(!wanted)
                ? ClauseExplanation.Verdict.FAILS
                : ClauseExplanation.Verdict.ERRORED;
    return new ClauseExplanation(condition, verdict, body);
  }

  private Trace trace(Expr expr) {
    Tracer tracer = new Tracer();
    new Evaluator(request, entities, tracer).evaluate(expr);
    return tracer.last();
  }

  /// Why a clause that errored has no value.
  static Trace.Result.Failed failure(ClauseExplanation clause) {
    return failure(clause.body());
  }

  /// A condition that comes to another value than a boolean has failed too.
  private static Trace.Result.Failed failure(Trace body) {
    return switch (body.result()) {
      case Trace.Result.Failed failed -> failed;
      case Trace.Result.Known(Value value) -> {
        Failure failure = Failures.condition(value);
        yield new Trace.Result.Failed(failure.code(), failure.message(), body.expr().span());
      }
      case Trace.Result.NotEvaluated() ->
          throw new IllegalArgumentException("a condition that was not evaluated");
    };
  }

  private static Verdict verdict(List<Variable> mismatches, List<ClauseExplanation> clauses) {
    if (!mismatches.isEmpty()) {
      return Verdict.OUT_OF_SCOPE;
    }
    for (ClauseExplanation clause : clauses) {
      switch (clause.verdict()) {
        case HOLDS -> {}
        case FAILS, NOT_EVALUATED -> {
          return Verdict.DOES_NOT_APPLY;
        }
        case ERRORED -> {
          return Verdict.ERRORED;
        }
      }
    }
    return Verdict.APPLIES;
  }

  /// Adds what each test of a condition found. After an obstacle, a test without a value says
  /// nothing, because what went before may have been there to guard it.
  private void test(Condition condition, List<Finding> grounds, List<Obstacle> obstacles) {
    boolean wanted = condition.kind() == Condition.Kind.WHEN;
    for (Test test : tests(condition.body(), wanted)) {
      Trace trace = trace(test.expr);
      if (trace.result() instanceof Trace.Result.Known(BoolValue(boolean value))) {
        Finding finding = findings.of(trace);
        if (value == test.wanted) {
          grounds.add(finding);
        } else {
          obstacles.add(new Obstacle.Unmet(finding));
        }
      } else if (obstacles.isEmpty()) {
        obstacles.add(new Obstacle.Errored(Findings.innermostFailure(trace), failure(trace)));
      }
    }
  }

  private record Test(Expr expr, boolean wanted) {}

  /// The tests that all have to come to what is wanted of them: the operands of `&&`, or of a `||`
  /// that is wanted false.
  private static List<Test> tests(Expr expr, boolean wanted) {
    return switch (expr) {
      case Expr.And(List<Expr> operands, _) when wanted -> tests(operands, true);
      case Expr.Or(List<Expr> operands, _) when !wanted -> tests(operands, false);
      case Expr.Unary(UnaryOperator operator, Expr operand, _) when operator == UnaryOperator.NOT ->
          tests(operand, !wanted);
      default -> List.of(new Test(expr, wanted));
    };
  }

  private static List<Test> tests(List<Expr> operands, boolean wanted) {
    List<Test> tests = new ArrayList<>();
    operands.forEach(operand -> tests.addAll(tests(operand, wanted)));
    return tests;
  }
}
