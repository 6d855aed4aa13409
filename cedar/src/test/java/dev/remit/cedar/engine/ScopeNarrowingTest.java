package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import org.junit.jupiter.api.Test;

final class ScopeNarrowingTest {
  private static final ScopeEntity GROUP = new ScopeEntity.Entity(EntityUid.of("Group", "g"));

  @Test
  void testsAtTheBeginningNarrowTheScope() {
    Policy narrowed =
        narrowed(
            "principal in Group::\"g\" && principal is User && context has a"
                + " && Action::\"read\" == action && resource is File && context.b");
    assertThat(narrowed.principal()).isEqualTo(new Scope.IsIn(new Name("User"), GROUP));
    assertThat(narrowed.action()).isEqualTo(new ActionScope.Equal(Asked.READ));
    assertThat(narrowed.resource()).isEqualTo(new Scope.Is(new Name("File")));
  }

  @Test
  void nothingBehindWhatMayErrorNarrowsTheScope() {
    assertThat(narrowed("context.b && principal in Group::\"g\"").principal())
        .isEqualTo(new Scope.Any());
    assertThat(narrowed("principal in resource.groups && resource is File").resource())
        .isEqualTo(new Scope.Any());
    assertThat(narrowed("context has a.b && resource is File").resource())
        .isEqualTo(new Scope.Any());
  }

  @Test
  void alternativesAndNegationsNarrowNothing() {
    assertThat(narrowed("principal in Group::\"g\" || context has a").principal())
        .isEqualTo(new Scope.Any());
    assertThat(narrowed("!(principal in Group::\"g\")").principal()).isEqualTo(new Scope.Any());
  }

  @Test
  void aScopeThatSaysMoreStaysAsItIs() {
    PolicyEngine engine =
        Asked.engine(
            "permit(principal in Group::\"staff\", action, resource)"
                + " when { principal == User::\"bob\" };");
    assertThat(engine.authorize(Asked.REQUEST, Asked.ENTITIES).permitted()).isFalse();
  }

  @Test
  void anErrorBeforeTheTestIsStillReported() {
    assertThat(Asked.condition("context.nowhere && principal in Group::\"g\""))
        .isEqualTo("eval.missing-attribute");
    assertThat(Asked.condition("principal in Group::\"g\" && context.nowhere")).isEqualTo("false");
    assertThat(Asked.condition("principal in Group::\"staff\" && context.nowhere"))
        .isEqualTo("eval.missing-attribute");
  }

  private static Policy narrowed(String condition) {
    String text = "permit(principal, action, resource) when { " + condition + " };";
    return ScopeNarrowing.narrow(
        Asked.engine(text).policySet().policies().values().iterator().next());
  }
}
