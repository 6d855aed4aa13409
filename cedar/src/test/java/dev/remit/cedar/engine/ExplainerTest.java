package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplainerTest {
  private static Explanation explain(String policies) throws SyntaxException {
    Source source = new Source("test.cedar", policies);
    Request request =
        new Request(
            EntityUid.of("User", "a"),
            EntityUid.of("Action", "b"),
            EntityUid.of("Doc", "c"),
            RecordValue.EMPTY);
    return PolicyEngine.compile(PolicySetReader.read(List.of(source), PolicyNaming.BY_POSITION))
        .explain(request, Entities.EMPTY);
  }

  private static List<String> nearest(String policies) throws SyntaxException {
    return explain(policies).nearest().stream()
        .map(PolicyExplanation::id)
        .map(PolicyId::value)
        .toList();
  }

  @Test
  void theNearestPermitHasTheFewestObstacles() throws SyntaxException {
    assertThat(
            nearest(
                """
                permit (principal, action, resource) when { 1 == 2 && 2 == 3 && 3 == 4 };
                permit (principal, action, resource) when { 1 == 2 } unless { true || false };
                permit (principal, action, resource) when { 1 == 2 };
                """))
        .containsExactly("policy2", "policy1", "policy0");
  }

  @Test
  void aScopeForOthersIsFurtherThanACondition() throws SyntaxException {
    assertThat(
            nearest(
                """
                permit (principal == User::"z", action, resource);
                permit (principal, action, resource) when { 1 == 2 };
                forbid (principal, action, resource) when { 1 == 2 };
                """))
        .containsExactly("policy1", "policy0");
  }

  @Test
  void atMostSoManyAreNamed() throws SyntaxException {
    String permit = "permit (principal, action, resource) when { 1 == 2 };\n";
    assertThat(nearest(permit.repeat(Explainer.NEAREST_MAX))).hasSize(Explainer.NEAREST_MAX);
    assertThat(nearest(permit.repeat(Explainer.NEAREST_MAX + 1))).hasSize(Explainer.NEAREST_MAX);
  }

  @Test
  void atMostSoManyPermitsForOthersAreLookedAt() throws SyntaxException {
    String far = "permit (principal == User::\"z\", action, resource) when { 1 == 2 };\n";
    String near = "permit (principal == User::\"z\", action, resource);\n";
    int max = Explainer.CANDIDATES_MAX;
    assertThat(nearest(far.repeat(max - 1) + near)).first().isEqualTo("policy" + (max - 1));
    assertThat(nearest(far.repeat(max) + near)).first().isEqualTo("policy0");
  }

  @Test
  void aTestThatAGuardKeepsFromErringIsNoObstacle() throws SyntaxException {
    PolicyExplanation policy =
        explain("permit (principal, action, resource) when { principal has x && principal.x };")
            .nearest()
            .getFirst();
    assertThat(policy.obstacles()).singleElement().isInstanceOf(Obstacle.Unmet.class);
    assertThat(policy.verdict()).isEqualTo(PolicyExplanation.Verdict.DOES_NOT_APPLY);
  }

  @Test
  void aConditionThatIsNoBooleanErrs() throws SyntaxException {
    Explanation explanation = explain("permit (principal, action, resource) when { 1 + 1 };");
    assertThat(explanation.errors())
        .extracting(PolicyError::message)
        .containsExactly("a condition must be a bool; found long `2`");
    assertThat(explanation.nearest().getFirst().obstacles())
        .singleElement()
        .isInstanceOf(Obstacle.Errored.class);
  }

  @Test
  void clausesAfterTheFirstThatFailsAreNotEvaluated() throws SyntaxException {
    List<ClauseExplanation> clauses =
        explain(
                "permit (principal, action, resource) when { true } when { false } unless { false };")
            .inScope()
            .getFirst()
            .clauses();
    assertThat(clauses)
        .extracting(ClauseExplanation::verdict)
        .containsExactly(
            ClauseExplanation.Verdict.HOLDS,
            ClauseExplanation.Verdict.FAILS,
            ClauseExplanation.Verdict.NOT_EVALUATED);
  }
}
