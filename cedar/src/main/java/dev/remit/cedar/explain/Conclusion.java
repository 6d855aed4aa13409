package dev.remit.cedar.explain;

import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.Finding;
import dev.remit.cedar.engine.PolicyExplanation;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.Excerpt;
import java.util.List;
import java.util.stream.Collectors;

/// A decision and its reason in one sentence: ``deny: no policy permits; closest is `policy2`,
/// which needs `a == b`, but `a` is `1` …``.
public final class Conclusion {
  private static final int ID_MAX = 80;
  private static final int GROUNDS_MAX = 2;

  private Conclusion() {}

  /// One line, without a full stop.
  public static String of(Explanation explanation) {
    String sentence =
        explanation.isDefaultDeny()
            ? "deny: no policy permits; " + closest(explanation.nearest())
            : determined(explanation);
    return Printable.line(sentence + skipped(explanation));
  }

  private static String closest(List<PolicyExplanation> nearest) {
    if (nearest.isEmpty()) {
      return "the policy set has no permit";
    }
    PolicyExplanation closest = nearest.getFirst();
    String first = Phrases.of(closest.policy(), closest.obstacles().getFirst());
    int more = closest.obstacles().size() - 1;
    return "closest is %s, which %s%s".formatted(id(closest.id()), first, more(more));
  }

  private static String more(int tests) {
    return switch (tests) {
      case 0 -> "";
      case 1 -> "; one more of its tests fails";
      default -> "; " + tests + " more of its tests fail";
    };
  }

  private static String determined(Explanation explanation) {
    List<PolicyId> reasons = explanation.reasons();
    PolicyExplanation first =
        explanation.inScope().stream()
            .filter(policy -> policy.id().equals(reasons.getFirst()))
            .findFirst()
            .orElseThrow();
    int others = reasons.size() - 1;
    String verb = explanation.permitted() ? "permit" : "forbid";
    String who =
        switch (others) {
          case 0 -> id(first.id()) + " " + verb + "s";
          case 1 -> id(first.id()) + " and one other " + verb;
          default -> id(first.id()) + " and " + others + " others " + verb;
        };
    return (explanation.permitted() ? "permit: " : "deny: ")
        + who
        + ", "
        + grounds(first, others > 0);
  }

  private static String grounds(PolicyExplanation policy, boolean isOneOfMany) {
    List<Finding> grounds = policy.grounds();
    String the = isOneOfMany ? "the first " : "";
    if (grounds.isEmpty()) {
      return the + "whatever the circumstances";
    }
    String shown =
        grounds.stream()
            .limit(GROUNDS_MAX)
            .map(Phrases::ground)
            .collect(Collectors.joining(" and "));
    int more = grounds.size() - GROUNDS_MAX;
    return the + "because " + shown + (more > 0 ? ", and " + more + " more" : "");
  }

  /// A forbid that errs might have forbidden, which whoever reads of a permit should know.
  private static String skipped(Explanation explanation) {
    List<PolicyExplanation> skipped =
        explanation.inScope().stream()
            .filter(policy -> policy.verdict() == PolicyExplanation.Verdict.ERRORED)
            .filter(policy -> policy.policy().effect() == Effect.FORBID)
            .toList();
    return switch (skipped.size()) {
      case 0 -> "";
      case 1 -> "; the forbid " + id(skipped.getFirst().id()) + " errored and was skipped";
      default -> "; " + skipped.size() + " forbids errored and were skipped";
    };
  }

  private static String id(PolicyId id) {
    return Phrases.code(Excerpt.cut(id.value(), ID_MAX));
  }
}
