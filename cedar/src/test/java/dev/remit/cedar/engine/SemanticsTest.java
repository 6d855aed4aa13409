package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What expressions come to, row by row of the table of traps.
final class SemanticsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          1 == "1" ~ false
          1 != "1" ~ true
          [1, 2, 2] == [2, 1] ~ true
          {a: 1} == {"a": 1} ~ true
          [1, "a"].contains("a") ~ true
          decimal("1.0") == decimal("1.0000") ~ true
          User::"alice" == principal ~ true
          context.nowhere == context.nowhere ~ eval.missing-attribute
          """)
  void equalityNeverErrorsByItself(String expression, String expected) {
    assertThat(Asked.condition(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          9223372036854775807 + 1 > 0 ~ eval.overflow
          -9223372036854775808 < 0 ~ true
          -(-9223372036854775808) > 0 ~ eval.overflow
          -9223372036854775808 * -1 > 0 ~ eval.overflow
          -9223372036854775808 - 1 < 0 ~ eval.overflow
          -9223372036854775807 - 1 == -9223372036854775808 ~ true
          context.a - 9223372036854775807 - 2 == -9223372036854775808 ~ true
          context.a - 9223372036854775807 - 2 < context.a ~ true
          context.a - 9223372036854775807 - 3 < context.a ~ eval.overflow
          context.a * 3 + 1 >= 4 ~ true
          context.a * 3 > 4 ~ false
          principal.level + context.nested.b == 5 ~ true
          context.a + principal.team > 1 ~ eval.type
          1 < "2" ~ eval.type
          decimal("1.0") < decimal("2.0") ~ eval.type
          datetime("2024-01-01") < datetime("2024-01-02") ~ true
          duration("1h") <= datetime("2024-01-02") ~ eval.type
          """)
  void arithmeticIsCheckedAndComparisonsAreTyped(String expression, String expected) {
    assertThat(Asked.condition(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          true && 1 ~ eval.type
          false && 1 ~ false
          true || 1 ~ true
          false || 1 ~ eval.type
          1 && true ~ eval.type
          false && context.nowhere ~ false
          context.a == 1 && context.nowhere ~ eval.missing-attribute
          context.a == 2 && context.nowhere ~ false
          context.a == 1 || context.nowhere ~ true
          (true && context.a) == 1 ~ eval.type
          if true then 1 else context.nowhere ~ eval.type
          if context.a == 1 then true else context.nowhere ~ true
          if context.a then true else true ~ eval.type
          !context.a ~ eval.type
          1 ~ eval.type
          """)
  void operatorsShortCircuitAndTheOperandsReachedAreBooleans(String expression, String expected) {
    assertThat(Asked.condition(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          User::"nobody" in User::"nobody" ~ true
          principal in Group::"staff" ~ true
          principal in Group::"other" ~ false
          principal in [Group::"other", Group::"staff"] ~ true
          principal in [] ~ false
          principal in context.groups ~ true
          principal in context.mixed ~ eval.type
          principal in [Group::"staff", 1] ~ eval.type
          principal in [principal, context.a] ~ eval.type
          principal in [resource.owner, resource.gone] ~ true
          resource.owner in Group::"staff" ~ true
          resource.gone in [resource.gone] ~ true
          1 in Group::"staff" ~ eval.type
          principal in "staff" ~ eval.type
          action in Action::"use" ~ true
          principal is User ~ true
          principal is Group in Group::"staff" ~ false
          principal is User in Group::"staff" ~ true
          principal is User in context.mixed ~ eval.type
          principal is Group in context.mixed ~ false
          context.a is User ~ eval.type
          """)
  void membershipIsReflexiveAndLooksAtEveryMember(String expression, String expected) {
    assertThat(Asked.condition(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          User::"nobody" has level ~ false
          User::"nobody".hasTag("badge") ~ false
          User::"nobody".level == 3 ~ eval.missing-entity
          User::"nobody".getTag("badge") == "gold" ~ eval.missing-entity
          resource.gone.level == 3 ~ eval.missing-entity
          principal.getTag("badge") == "gold" ~ true
          principal.getTag("other") == "gold" ~ eval.missing-tag
          principal.hasTag("other") ~ false
          principal.hasTag(1) ~ eval.type
          principal.rank == 3 ~ eval.missing-attribute
          principal has rank ~ false
          context.a has b ~ eval.type
          context has nested.b ~ true
          context has nested.c ~ false
          context has nowhere.b ~ false
          context has a.b ~ eval.type
          context has "a.b" ~ false
          resource has owner.level ~ true
          resource has gone.level ~ false
          """)
  void whatIsMissingIsNotHadAndNotGot(String expression, String expected) {
    assertThat(Asked.condition(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          [].isEmpty() ~ true
          context.groups.isEmpty() ~ false
          [1, 2].containsAll([]) ~ true
          [1, 2].containsAll([2, 1, 1]) ~ true
          [1, 2].containsAny([]) ~ false
          [1, 2].containsAny([3, 2]) ~ true
          [1, context.nowhere].contains(1) ~ eval.missing-attribute
          [principal, resource].contains(resource) ~ true
          [principal, context.nowhere].contains(principal) ~ eval.missing-attribute
          context.a.contains(1) ~ eval.type
          [1].containsAll(1) ~ eval.type
          "abc" like "a*c" ~ true
          1 like "1" ~ eval.type
          unknown("x") == 1 ~ eval.unknown
          ip("10.0.0.1").isInRange(ip("10.0.0.0/8")) ~ true
          ip("nonsense").isIpv4() ~ eval.extension
          """)
  void setsStringsAndExtensions(String expression, String expected) {
    assertThat(Asked.condition(expression)).isEqualTo(expected);
  }

  @Test
  void aPolicyThatErrorsIsSkippedAndNamed() {
    Response response =
        Asked.response(
            """
            permit(principal, action, resource);
            forbid(principal, action, resource) when { context.nowhere };
            """);
    assertThat(response.permitted()).isTrue();
    assertThat(response.reasons()).extracting(Object::toString).containsExactly("policy0");
    assertThat(response.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.policy()).hasToString("policy1");
          assertThat(error.code()).isEqualTo(ErrorCode.MISSING_ATTRIBUTE);
          assertThat(error.message()).isEqualTo("the record has no attribute `nowhere`");
          assertThat(error.span().isNone()).isFalse();
        });
  }

  @Test
  void satisfiedForbidsAreTheReasonsOfADenial() {
    Response response =
        Asked.response(
            """
            permit(principal, action, resource);
            forbid(principal in Group::"staff", action in [Action::"read", Action::"use"], resource);
            forbid(principal, action, resource) unless { context.a == 2 };
            forbid(principal, action, resource) unless { context.a == 1 };
            """);
    assertThat(response.permitted()).isFalse();
    assertThat(response.reasons())
        .extracting(Object::toString)
        .containsExactly("policy1", "policy2");
  }

  @Test
  void nothingThatMatchesIsADenialWithoutReasons() {
    Response response = Asked.response("permit(principal == User::\"bob\", action, resource);");
    assertThat(response.permitted()).isFalse();
    assertThat(response.reasons()).isEmpty();
    assertThat(response.errors()).isEmpty();
  }
}
