package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.value.BoolValue;
import dev.remit.testkit.Seeds;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What holds of every explanation, whatever was asked.
final class ExplanationLawsTest {
  private static final int WORLDS = 400;

  private static void everywhere(Consumer<Explanation> law) {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random);
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      for (Request request : world.requests()) {
        law.accept(engine.explain(request, world.entities()));
      }
    }
  }

  @Test
  void anExplanationAnswersAsTheEngineDoes() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random);
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      for (Request request : world.requests()) {
        Explanation explained = engine.explain(request, world.entities());
        Response decided = engine.authorize(request, world.entities());
        assertThat(explained.permitted()).isEqualTo(decided.permitted());
        assertThat(explained.reasons()).isEqualTo(decided.reasons());
        assertThat(explained.errors()).isEqualTo(decided.errors());
      }
    }
  }

  @Test
  void aPolicyAppliesIfAndOnlyIfThereIsNoObstacle() {
    everywhere(explanation -> {
      for (PolicyExplanation policy : explanation.inScope()) {
        assertThat(policy.obstacles().isEmpty())
            .isEqualTo(policy.verdict() == PolicyExplanation.Verdict.APPLIES);
      }
    });
  }

  @Test
  void aPolicyErrorsIfAndOnlyIfItIsAmongTheErrors() {
    everywhere(explanation ->
        assertThat(
                explanation.inScope().stream()
                    .filter(p -> p.verdict() == PolicyExplanation.Verdict.ERRORED)
                    .map(PolicyExplanation::id))
            .isEqualTo(explanation.errors().stream().map(PolicyError::policy).toList()));
  }

  @Test
  void nearestPermitsAreNamedExactlyForADefaultDeny() {
    everywhere(explanation -> {
      assertThat(explanation.nearest().size())
          .isLessThanOrEqualTo(explanation.isDefaultDeny() ? Explainer.NEAREST_MAX : 0);
      assertThat(explanation.nearest())
          .allMatch(policy -> policy.policy().effect() == Effect.PERMIT)
          .noneMatch(policy -> policy.obstacles().isEmpty());
    });
  }

  @Test
  void aTraceHasAllPartsOfItsExpression() {
    everywhere(explanation ->
        explanation
            .inScope()
            .forEach(policy -> policy.clauses().forEach(clause -> whole(clause.body()))));
  }

  private static void whole(Trace trace) {
    if (trace.isEvaluated()) {
      assertThat(trace.operands().stream().map(Trace::expr))
          .isEqualTo(Subexpressions.of(trace.expr()));
      trace.operands().forEach(ExplanationLawsTest::whole);
    }
  }

  @Test
  void aFindingIsWhatItsTraceCameTo() {
    everywhere(explanation ->
        explanation
            .inScope()
            .forEach(policy ->
                policy
                    .grounds()
                    .forEach(finding ->
                        assertThat(finding.trace().result())
                            .isEqualTo(new Trace.Result.Known(BoolValue.of(finding.value()))))));
  }
}
