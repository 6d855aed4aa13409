package dev.remit.insight;

import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.Finding;
import dev.remit.cedar.engine.Obstacle;
import dev.remit.cedar.engine.PolicyExplanation;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.text.PolicyPrinter;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.DecisionRecord;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Finds which policy and which clause of it denied, by explaining the recorded inputs on the
/// bundle that decided them.
public final class CauseFinder {
  private final Bundle bundle;
  private final Snapshot snapshot;

  public CauseFinder(Bundle bundle, Snapshot snapshot) {
    this.bundle = Objects.requireNonNull(bundle, "bundle");
    this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
  }

  /// The cause of a denial, by its first reason.
  DenialCause.Key find(DecisionRecord denied) {
    Reason reason = denied.decision().reasons().getFirst();
    ReasonCode code = reason.code();
    String tool = denied.action().id();
    PolicyId policy = reason.policy();
    if (code.kind() == ReasonCode.Kind.PERMITTED) {
      throw new IllegalArgumentException("no denial: " + denied.id());
    }
    if (code == ReasonCode.NO_PERMIT) {
      return nearest(reason, tool, explain(denied));
    }
    if (policy == null) {
      return new DenialCause.Key(code, tool, "", "");
    }
    return new DenialCause.Key(
        code,
        tool,
        policy.toString(),
        code == ReasonCode.FORBIDDEN ? grounds(explain(denied), policy) : reason.text());
  }

  private List<Explanation> explain(DecisionRecord denied) {
    return Pdp.explain(denied.inputs(), bundle, snapshot);
  }

  /// The tests that made the forbid apply.
  private static String grounds(List<Explanation> explanations, PolicyId policy) {
    return explanations.stream()
        .flatMap(explanation -> explanation.inScope().stream())
        .filter(explained ->
            explained.id().equals(policy)
                && explained.verdict() == PolicyExplanation.Verdict.APPLIES)
        .findFirst()
        .map(PolicyExplanation::grounds)
        .filter(grounds -> !grounds.isEmpty())
        .map(CauseFinder::clauses)
        .orElse("its scope");
  }

  private static String clauses(List<Finding> findings) {
    return findings.stream()
        .map(finding -> clause(finding, ""))
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  /// A permit for another action says nothing about this one, however near it is.
  private static DenialCause.Key nearest(
      Reason reason, String tool, List<Explanation> explanations) {
    return explanations.stream()
        .filter(Explanation::isDefaultDeny)
        .flatMap(explanation -> explanation.nearest().stream())
        .filter(permit -> !permit.mismatches().contains(Variable.ACTION))
        .findFirst()
        .map(permit ->
            new DenialCause.Key(
                reason.code(), tool, permit.id().value(), obstacles(permit.obstacles())))
        .orElse(new DenialCause.Key(reason.code(), tool, "", ""));
  }

  private static String obstacles(List<Obstacle> obstacles) {
    return obstacles.stream()
        .map(CauseFinder::obstacle)
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String obstacle(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.OutOfScope outside -> "the scope asks for another " + outside.part().text();
      case Obstacle.Unmet(Finding finding) -> clause(finding, " is " + finding.value());
      case Obstacle.Errored(var trace, var failure) ->
          PolicyPrinter.print(trace.expr()) + " has no value: " + failure.message();
    };
  }

  private static String clause(Finding finding, String suffix) {
    String clause = PolicyPrinter.print(finding.trace().expr()).replaceAll("\\s+", " ").strip();
    return clause + suffix;
  }
}
