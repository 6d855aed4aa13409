package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What holds of every world, on worlds drawn at random.
final class LawsTest {
  private static final int WORLDS = 600;

  private interface Law {
    void check(RandomWorld world, PolicyEngine engine, Request request, String where);
  }

  private static void holds(int policiesMax, Law law) {
    long seed = Seeds.seed(7);
    RandomGenerator random = Seeds.random(seed);
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random, policiesMax);
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      for (Request request : world.requests()) {
        law.check(world, engine, request, "seed " + seed + " world " + i + " " + request);
      }
    }
  }

  @Test
  void theIndexFindsWhatLookingAtEveryPolicyFinds() {
    holds(
        60,
        (world, engine, request, where) ->
            assertThat(ReferenceEngine.answer(engine.authorize(request, world.entities())))
                .as(where)
                .isEqualTo(ReferenceEngine.authorize(world.policies(), request, world.entities())));
  }

  @Test
  void theDecisionAloneIsThatOfTheFullAnswer() {
    holds(
        60,
        (world, engine, request, where) -> {
          PreparedRequest prepared = engine.prepare(request, world.entities());
          assertThat(engine.isPermitted(prepared))
              .as(where)
              .isEqualTo(engine.authorize(prepared).permitted());
        });
  }

  @Test
  void addingAForbidNeverPermitsMore() {
    holds(
        8,
        (world, engine, request, where) -> {
          for (Policy policy : world.policies().policies().values()) {
            List<Policy> more = new ArrayList<>(world.policies().policies().values());
            more.add(forbidding(policy));
            PolicyEngine stricter = PolicyEngine.compile(PolicySet.byPosition(more));
            if (stricter.authorize(request, world.entities()).permitted()) {
              assertThat(engine.authorize(request, world.entities()).permitted())
                  .as(where)
                  .isTrue();
            }
          }
        });
  }

  private static Policy forbidding(Policy policy) {
    return new Policy(
        Effect.FORBID,
        policy.annotations(),
        policy.principal(),
        policy.action(),
        policy.resource(),
        policy.conditions(),
        policy.span());
  }

  @Test
  void theOrderOfPoliciesChangesOnlyTheOrderOfTheAnswer() {
    holds(
        12,
        (world, engine, request, where) -> {
          Map<PolicyId, Policy> reversed = new LinkedHashMap<>();
          List.copyOf(world.policies().sources().entrySet())
              .reversed()
              .forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));
          Response one = engine.authorize(request, world.entities());
          Response other =
              PolicyEngine.compile(new PolicySet(reversed, List.of()))
                  .authorize(request, world.entities());
          assertThat(other.permitted()).as(where).isEqualTo(one.permitted());
          assertThat(other.reasons()).as(where).isEqualTo(one.reasons().reversed());
          assertThat(other.errors()).as(where).isEqualTo(one.errors().reversed());
        });
  }
}
