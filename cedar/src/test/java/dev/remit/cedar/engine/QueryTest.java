package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Queries agree with asking the plain evaluator about one candidate at a time.
final class QueryTest {
  private static final int WORLDS = 150;

  @Test
  void queriesAgreeWithAskingOneByOne() {
    RandomGenerator random = Seeds.random(Seeds.seed(11));
    int permitted = 0;
    int candidates = 0;
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random);
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      List<EntityUid> all = everyUid();
      for (Request ask : world.requests()) {
        List<EntityUid> actions =
            engine.permittedActions(
                ask.principal(), ask.resource(), ask.context(), world.entities(), all);
        assertThat(actions)
            .isEqualTo(
                oneByOne(
                    world,
                    uid -> new Request(ask.principal(), uid, ask.resource(), ask.context())));
        List<EntityUid> principals =
            engine.permittedPrincipals(
                ask.action(), ask.resource(), ask.context(), world.entities(), all);
        assertThat(principals)
            .isEqualTo(
                oneByOne(
                    world, uid -> new Request(uid, ask.action(), ask.resource(), ask.context())));
        List<EntityUid> resources =
            engine.permittedResources(
                ask.principal(), ask.action(), ask.context(), world.entities(), all);
        assertThat(resources)
            .isEqualTo(
                oneByOne(
                    world, uid -> new Request(ask.principal(), ask.action(), uid, ask.context())));
        permitted += actions.size() + principals.size() + resources.size();
        candidates += 3 * all.size();
      }
    }
    assertThat(permitted).isBetween(candidates / 20, candidates / 20 * 19);
  }

  private static List<EntityUid> oneByOne(RandomWorld world, Function<EntityUid, Request> ask) {
    return everyUid().stream()
        .filter(uid ->
            ReferenceEngine.authorize(world.policies(), ask.apply(uid), world.entities())
                .permitted())
        .toList();
  }

  private static List<EntityUid> everyUid() {
    List<EntityUid> all = new ArrayList<>();
    for (Name type : RandomWorld.TYPES) {
      RandomWorld.IDS.forEach(id -> all.add(new EntityUid(type, id)));
    }
    return all;
  }

  @Test
  void namedActionsAreThoseOfScopesSortedAndOnce() {
    RandomGenerator random = Seeds.random(3);
    PolicySet policies = RandomWorld.draw(random, 60).policies();
    assertThat(PolicyEngine.compile(policies).namedActions())
        .contains(EntityUid.of("Action", "a"), EntityUid.of("Action", "unasked0"))
        .doesNotHaveDuplicates()
        .isSorted();
  }
}
