package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.testkit.SmallStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Neither nesting nor numbers make an answer depend on the stack or take unbounded time. Whatever
/// doubles per level would run into the timeouts by many orders of magnitude.
final class BoundsTest {
  private static final int STACK_BYTES = 256 * 1024;

  @Test
  @Timeout(60)
  void theDeepestNestingIsDecidedOnASmallStack() {
    List<UnaryOperator<String>> nestings =
        List.of(
            inner -> "(if " + inner + " then true else false)",
            inner -> "(!" + inner + ")",
            inner -> "(true && (" + inner + " || false))",
            inner -> "(" + inner + " == true)");
    for (UnaryOperator<String> nesting : nestings) {
      for (String core : List.of("(context.a == 1)", "(context.nowhere)", "(context.a + 1 < 9)")) {
        String outcome =
            SmallStack.call(STACK_BYTES, () -> Asked.condition(nested(core, nesting, 24)));
        String expected = core.contains("nowhere") ? "eval.missing-attribute" : "true";
        assertThat(outcome).isEqualTo(expected);
      }
    }
  }

  @Test
  @Timeout(60)
  void nestedHasChainsEvaluateTheirOperandOnce() {
    String holder =
        nested("context", inner -> "(if " + inner + " has nested.b then context else context)", 20);
    assertThat(Asked.condition(holder + " has nested.b")).isEqualTo("true");
  }

  @Test
  @Timeout(60)
  void nestedComparisonsOfSumsEvaluateTheirOperandsOnce() {
    String number = nested("context.a", inner -> "(if " + inner + " + 1 < 3 then 1 else 2)", 15);
    assertThat(Asked.condition(number + " + 1 == 2")).isEqualTo("true");
    String failing =
        nested("principal.team", inner -> "(if " + inner + " + 1 < 3 then 1 else 2)", 15);
    assertThat(Asked.condition(failing + " + 1 == 2")).isEqualTo("eval.type");
  }

  @Test
  @Timeout(60)
  void longChainsAreDecidedOnASmallStack() {
    String chain = " || context.a == 2".repeat(5_000);
    String policy =
        "forbid(principal, action, resource) when { false" + chain + " || context.a == 1 };";
    Response response = SmallStack.call(STACK_BYTES, () -> Asked.response(policy));
    assertThat(response.reasons()).hasSize(1);
  }

  @Test
  @Timeout(60)
  void manyAncestorsMeetManyContainersInTimeLinearInTheSmaller() {
    StringBuilder policies = new StringBuilder();
    List<EntityUid> groups = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      groups.add(EntityUid.of("Group", "g" + i));
      policies.append(
          "permit(principal in Group::\"g%d\", action, resource in Group::\"g%d\");"
              .formatted(i, i));
    }
    PolicyEngine engine = Asked.engine(policies.toString());
    Entities entities =
        Entities.of(List.of(Entity.of(Asked.ALICE, groups), Entity.of(Asked.PLAN, groups)));
    assertThat(engine.authorize(Asked.REQUEST, entities).reasons()).hasSize(2_000);
  }

  private static String nested(String core, UnaryOperator<String> nesting, int levels) {
    String text = core;
    for (int i = 0; i < levels; i++) {
      text = nesting.apply(text);
    }
    return text;
  }
}
