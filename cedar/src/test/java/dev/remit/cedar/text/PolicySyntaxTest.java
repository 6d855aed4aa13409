package dev.remit.cedar.text;

import static dev.remit.cedar.text.Reading.policies;
import static dev.remit.cedar.text.Reading.policy;
import static dev.remit.cedar.text.Reading.policyMistakes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Annotations, heads, conditions, and what ends a policy.
final class PolicySyntaxTest {
  private static final ScopeEntity ALICE = new ScopeEntity.Entity(EntityUid.of("User", "a"));
  private static final EntityUid VIEW = EntityUid.of("Action", "v");

  private static Scope principal(String constraint) {
    return policy("permit(principal " + constraint + ", action, resource);").principal();
  }

  private static ActionScope action(String constraint) {
    return policy("permit(principal, action " + constraint + ", resource);").action();
  }

  private static List<String> headMistakes(String head) {
    return policyMistakes("permit(" + head + ");");
  }

  @Test
  void aTextHoldsAnyNumberOfPolicies() {
    assertThat(policies("")).isEmpty();
    assertThat(policies(" // nothing")).isEmpty();
    assertThat(policies("permit(principal,action,resource);forbid(principal,action,resource);"))
        .extracting(Policy::effect)
        .containsExactly(Effect.PERMIT, Effect.FORBID);
  }

  @Test
  void principalAndResourceHaveFiveForms() {
    assertThat(principal("")).isEqualTo(new Scope.Any());
    assertThat(principal("== User::\"a\"")).isEqualTo(new Scope.Equal(ALICE));
    assertThat(principal("in User::\"a\"")).isEqualTo(new Scope.In(ALICE));
    assertThat(principal("is A::B")).isEqualTo(new Scope.Is(new Name("A::B")));
    assertThat(principal("is B in User :: \"a\"")).isEqualTo(new Scope.IsIn(new Name("B"), ALICE));
  }

  @Test
  void slotsStandInTheHeadOfTheirOwnVariable() {
    ScopeEntity slot = new ScopeEntity.Open(Slot.PRINCIPAL);
    assertThat(principal("== ?principal")).isEqualTo(new Scope.Equal(slot));
    assertThat(principal("in ?principal")).isEqualTo(new Scope.In(slot));
    assertThat(principal("is B in ?principal")).isEqualTo(new Scope.IsIn(new Name("B"), slot));
    assertThat(policy("permit(principal, action, resource == ?resource);").isTemplate()).isTrue();
    assertThat(headMistakes("principal == ?resource, action, resource"))
        .containsExactly("wrong-slot");
    assertThat(headMistakes("principal == ?user, action, resource")).containsExactly("wrong-slot");
    assertThat(headMistakes("principal, action == ?action, resource"))
        .containsExactly("slot-in-action");
  }

  @Test
  void actionsHaveFourForms() {
    assertThat(action("")).isEqualTo(new ActionScope.Any());
    assertThat(action("== Action::\"v\"")).isEqualTo(new ActionScope.Equal(VIEW));
    assertThat(action("in Action::\"v\"")).isEqualTo(new ActionScope.In(VIEW));
    assertThat(action("in [Action::\"v\", Action::\"v\", ]"))
        .isEqualTo(new ActionScope.InAny(List.of(VIEW, VIEW)));
    assertThat(action("in []")).isEqualTo(new ActionScope.InAny(List.of()));
  }

  @Test
  void entitiesOfAHeadMayStandInParentheses() {
    assertThat(principal("== ((User::\"a\"))")).isEqualTo(new Scope.Equal(ALICE));
    assertThat(principal("in (?principal)"))
        .isEqualTo(new Scope.In(new ScopeEntity.Open(Slot.PRINCIPAL)));
    assertThat(action("in ([(Action::\"v\")])")).isEqualTo(new ActionScope.InAny(List.of(VIEW)));
    assertThat(action("== (Action::\"v\")")).isEqualTo(new ActionScope.Equal(VIEW));
  }

  @Test
  void theTypeOfAnActionIsAction() {
    assertThat(action("== A::B::Action::\"v\""))
        .isEqualTo(new ActionScope.Equal(EntityUid.of("A::B::Action", "v")));
    for (String uid : List.of("User::\"v\"", "Action::A::\"v\"", "action::\"v\"")) {
      assertThat(headMistakes("principal, action == " + uid + ", resource"))
          .containsExactly("not-an-action");
      assertThat(headMistakes("principal, action in [" + uid + "], resource"))
          .containsExactly("not-an-action");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "principal: User, action, resource ~ type-annotation",
        "principal, action: Action == Action::\"a\", resource ~ type-annotation",
        "principal is User == User::\"a\", action, resource ~ is-with-equal",
        "principal in User::\"a\" is User, action, resource ~ inverted-is-in",
        "principal, action in Action::\"a\" is Action, resource ~ inverted-is-in",
        "principal, action is Action, resource ~ is-in-action",
        "principal != User::\"a\", action, resource ~ scope-operator",
        "principal, action < Action::\"a\", resource ~ scope-operator",
        "principal = User::\"a\", action, resource ~ single-equals",
        "principal == \"a\", action, resource ~ not-an-entity",
        "principal == User, action, resource ~ not-an-entity",
        "principal, action == 1, resource ~ not-an-entity",
        "principal in [User::\"a\"], action, resource ~ unexpected-token",
        "principal, action == [Action::\"a\"], resource ~ unexpected-token",
        "principal, action in [[Action::\"a\"]], resource ~ unexpected-token",
        "principal == User::\"a\".b, action, resource ~ unexpected-token",
        "principal is (User), action, resource ~ unexpected-token",
        "principal, action ~ missing-scope",
        "principal, resource ~ wrong-scope",
        "user, action, resource ~ wrong-scope",
        "principal, action, resource, context ~ unexpected-token",
        ",principal, action, resource ~ unexpected-token",
      })
  void otherHeadsAreRefused(String head, String code) {
    assertThat(headMistakes(head)).contains(code);
  }

  @Test
  void aCommaMayTrailInTheHead() {
    assertThat(policy("permit(principal, action, resource,);"))
        .isEqualTo(policy("permit(principal, action, resource);"));
  }

  @Test
  void annotationsHaveAValueOrNone() {
    Policy policy =
        policy("@a @ b (\"x\\n\") @if(\"\") @__cedar permit(principal, action, resource);");
    assertThat(policy.annotations())
        .extracting(Annotation::name)
        .containsExactly("a", "b", "if", "__cedar");
    assertThat(policy.annotations())
        .extracting(Annotation::value)
        .containsExactly("", "x\n", "", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "@a @a ~ duplicate-annotation",
        "@a(\"1\") @b @a(\"2\") ~ duplicate-annotation",
        "@a() ~ unexpected-token",
        "@a(b) ~ unexpected-token",
        "@\"a\" ~ unexpected-token",
        "@a(\"\\*\") ~ invalid-escape",
      })
  void otherAnnotationsAreRefused(String annotations, String code) {
    assertThat(policyMistakes(annotations + " permit(principal, action, resource);"))
        .containsExactly(code);
  }

  @Test
  void conditionsKeepTheirOrderAndKind() {
    Policy policy = policy("permit(principal,action,resource)when{true}unless{false}when{1 == 1};");
    assertThat(policy.conditions())
        .extracting(Condition::kind)
        .containsExactly(Condition.Kind.WHEN, Condition.Kind.UNLESS, Condition.Kind.WHEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "when {} ~ empty-condition",
        "unless { } ~ empty-condition",
        "if { true } ~ unknown-condition",
        "whne { true } ~ unknown-condition",
        "when true ~ unexpected-token",
        "when (true) ~ unexpected-token",
        "when { true ~ unexpected-token",
        "when { ?principal == principal } ~ slot-in-condition",
      })
  void otherConditionsAreRefused(String condition, String code) {
    assertThat(policyMistakes("permit(principal, action, resource) " + condition + ";"))
        .containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "Permit", "deny", "forbit", "when"})
  void anEffectIsPermitOrForbid(String effect) {
    assertThat(policyMistakes(effect + "(principal, action, resource);"))
        .containsExactly("unknown-effect");
  }

  @Test
  void everyPolicyEndsWithASemicolon() {
    String policy = "permit(principal, action, resource)";
    assertThat(policyMistakes(policy)).containsExactly("missing-semicolon");
    assertThat(policyMistakes(policy + "\n" + policy + ";")).containsExactly("missing-semicolon");
    assertThat(policyMistakes(policy + " // ;")).containsExactly("missing-semicolon");
    assertThat(policyMistakes(policy + ";;")).containsExactly("unexpected-token");
    assertThat(policyMistakes(";")).containsExactly("unexpected-token");
  }

  @Test
  void readingGoesOnBehindAMistake() {
    String right = "permit(principal, action, resource);";
    assertThat(policyMistakes("permit(;" + right + "forbid();" + right + "x " + right + "@;"))
        .containsExactly(
            "unexpected-token",
            "missing-scope",
            "missing-scope",
            "missing-scope",
            "unexpected-token",
            "unexpected-token");
  }
}
