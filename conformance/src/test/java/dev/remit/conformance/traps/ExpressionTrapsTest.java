package dev.remit.conformance.traps;

import static dev.remit.conformance.traps.Outcome.ERROR;
import static dev.remit.conformance.traps.Outcome.FALSE;
import static dev.remit.conformance.traps.Outcome.REFUSED;
import static dev.remit.conformance.traps.Outcome.TRUE;

import org.junit.jupiter.api.Test;

/// Operators and values.
final class ExpressionTrapsTest {
  private static final String ENTITIES =
      """
      [{"uid": {"type": "User", "id": "a"}, "attrs": {"name": "x"}, "tags": {"k": 1},
        "parents": [{"type": "Gone", "id": "g"}]}]
      """;

  @Test
  void theSmallestIntegerIsALiteral() {
    Trap.each(TRUE, "-9223372036854775808 < -9223372036854775807");
    Trap.each(TRUE, "9223372036854775807 > 0");
  }

  @Test
  void theSmallestIntegerIsNotANegatedParenthesis() {
    Trap.each(REFUSED, "-(9223372036854775808) < 0", "9223372036854775808 > 0");
    Trap.each(REFUSED, "-9223372036854775809 < 0");
  }

  @Test
  void integersAreCheckedFor64Bits() {
    Trap.each(ERROR, "9223372036854775807 + 1 > 0", "-9223372036854775808 - 1 < 0");
    Trap.each(ERROR, "9223372036854775807 * 2 > 0", "-9223372036854775808 * -1 > 0");
    Trap.each(ERROR, "3037000500 * 3037000500 > 0");
    Trap.each(TRUE, "3037000499 * 3037000499 > 0");
  }

  @Test
  void negatingTheMinimumOverflows() {
    Trap.each(ERROR, "-(-9223372036854775808) > 0", "--9223372036854775808 > 0");
    Trap.each(TRUE, "--9223372036854775807 > 0");
  }

  @Test
  void equalityNeverErrors() {
    Trap.each(
        FALSE, "1 == \"1\"", "principal == {}", "[] == {}", "ip(\"::1\") == decimal(\"1.0\")");
    Trap.each(TRUE, "1 != \"1\"", "context == {}");
  }

  @Test
  void setsAreDeduplicatedAndMayBeMixed() {
    Trap.each(TRUE, "[1, 1, \"a\"] == [\"a\", 1]", "[1, [1], {a: 1}].contains({a: 1})");
    Trap.each(TRUE, "[].isEmpty()", "[1, true].containsAll([])");
    Trap.each(FALSE, "[1].containsAny([])", "[1] == [1, 2]");
  }

  @Test
  void logicStopsAtTheFirstOperandThatDecides() {
    Trap.each(FALSE, "false && 1", "false && 1 && 2", "true && false && 1");
    Trap.each(TRUE, "true || 1", "false || true || 1", "if true then true else 1");
  }

  @Test
  void logicRequiresBooleansWhereItReaches() {
    Trap.each(ERROR, "true && 1", "false || 1", "1 && true", "1 || true", "true && true && 1");
    Trap.each(ERROR, "true && 1 && false", "1", "if 1 then true else true", "!1");
  }

  @Test
  void inIsReflexiveAlsoForEntitiesThatDoNotExist() {
    Trap.each(TRUE, "None::\"x\" in None::\"x\"", "None::\"x\" in [Other::\"y\", None::\"x\"]");
    Trap.each(FALSE, "None::\"x\" in None::\"y\"", "principal in []");
  }

  @Test
  void danglingParentsCount() {
    Trap.condition("principal in Gone::\"g\"").entities(ENTITIES).is(TRUE);
    Trap.condition("Gone::\"g\" in Gone::\"g\"").entities(ENTITIES).is(TRUE);
  }

  @Test
  void aNonEntityOnTheRightOfInErrorsEvenAfterAMatch() {
    Trap.each(ERROR, "principal in [principal, 1]", "principal in [1, principal]");
    Trap.each(ERROR, "principal in 1", "1 in principal", "principal in [[principal]]");
  }

  @Test
  void aMissingEntityHasNothingAndGivesErrors() {
    Trap.each(FALSE, "None::\"x\" has a", "None::\"x\".hasTag(\"k\")", "None::\"x\" has a.b");
    Trap.each(ERROR, "None::\"x\".a == 1", "None::\"x\".getTag(\"k\") == 1");
  }

  @Test
  void aMissingAttributeOrTagIsAnError() {
    Trap.condition("principal.none == 1").entities(ENTITIES).is(ERROR);
    Trap.condition("principal.getTag(\"none\") == 1").entities(ENTITIES).is(ERROR);
    Trap.condition("principal.getTag(\"k\") == 1").entities(ENTITIES).is(TRUE);
    Trap.condition("principal has k").entities(ENTITIES).is(FALSE);
    Trap.condition("principal.hasTag(\"name\")").entities(ENTITIES).is(FALSE);
  }

  @Test
  void tagsAreNamedByStrings() {
    Trap.each(ERROR, "principal.hasTag(1)", "principal.getTag(1) == 1", "context.hasTag(\"k\")");
  }

  @Test
  void hasOfAChainErrorsWhereAnInnerValueHasNoAttributes() {
    Trap.each(ERROR, "{a: 1} has a.b", "1 has a", "[] has a");
    Trap.each(TRUE, "{a: {b: 1}} has a.b", "{a: {b: {c: 1}}} has a.b.c");
    Trap.each(FALSE, "{} has a.b", "{a: {}} has a.b");
  }

  @Test
  void hasOfAStringIsOneKey() {
    Trap.each(TRUE, "{\"a.b\": 1} has \"a.b\"");
    Trap.each(FALSE, "{a: {b: 1}} has \"a.b\"");
    Trap.each(REFUSED, "{} has a.\"b\"", "{} has \"a\".b");
  }

  @Test
  void relationsDoNotAssociate() {
    Trap.each(REFUSED, "1 < 2 < 3", "1 == 1 == true", "principal in principal in principal");
    Trap.each(REFUSED, "1 < 2 == true", "{} has a has b");
  }

  @Test
  void orderIsOfLongsDatetimesAndDurationsOnly() {
    Trap.each(TRUE, "1 < 2", "datetime(\"2024-01-01\") < datetime(\"2024-01-02\")");
    Trap.each(TRUE, "duration(\"1h\") >= duration(\"60m\")");
    Trap.each(ERROR, "\"a\" < \"b\"", "false < true", "decimal(\"1.0\") < decimal(\"2.0\")");
    Trap.each(ERROR, "1 < datetime(\"2024-01-01\")", "duration(\"1ms\") > 0", "[] <= []");
  }

  @Test
  void atMostFourSignsAreStacked() {
    Trap.each(TRUE, "!!!!true", "----1 == 1", "!(!(!(!(!false))))");
    Trap.each(REFUSED, "!!!!!false", "-----1 == -1", "!-1 == 1", "-!true");
  }

  @Test
  void divisionAndRemainderAreRefused() {
    Trap.each(REFUSED, "4 / 2 == 2", "4 % 2 == 0");
  }

  @Test
  void likeKnowsItsOwnEscape() {
    Trap.each(TRUE, "\"a*\" like \"a\\*\"", "\"ab\" like \"a*\"", "\"\" like \"*\"");
    Trap.each(FALSE, "\"ab\" like \"a\\*\"", "\"ab\" like \"a\"");
    Trap.each(REFUSED, "\"a\\*\" == \"a*\"", "\"a\" like context.pattern", "\"a\" like 'a'");
    Trap.each(ERROR, "1 like \"*\"");
  }

  @Test
  void wildcardsMatchNewlinesToo() {
    Trap.each(TRUE, "\"a\\n\\r\\nb\" like \"a*b\"", "\"a\nb\" like \"a\nb\"");
  }

  @Test
  void precedenceIsIfOrAndRelationAddMultiplyUnaryMember() {
    Trap.each(TRUE, "true || false && false", "1 + 2 * 3 == 7", "10 - 2 - 3 == 5");
    Trap.each(TRUE, "-2 * -3 == 6", "!false && true", "-{a: 1}.a == -1", "!true == false");
    Trap.each(ERROR, "(if true then 1 else 2 == 2) && true");
    Trap.each(TRUE, "if false then false else true && true || false");
    Trap.each(REFUSED, "true && if true then true else false == 1 < 2 < 3");
    Trap.each(REFUSED, "1 + if true then 1 else 2 == 2");
  }

  @Test
  void typesAreTestedByNameAlone() {
    Trap.each(TRUE, "principal is User", "principal is User in User::\"a\"");
    Trap.each(FALSE, "principal is Doc", "principal is A::User", "principal is Doc in 1");
    Trap.each(ERROR, "1 is User", "principal is User in 1");
    Trap.each(REFUSED, "principal is (User)", "principal is User is User");
  }

  @Test
  void unknownParsesAndThenErrors() {
    Trap.each(ERROR, "unknown(\"x\")", "unknown(\"x\") == 1");
    Trap.each(TRUE, "true || unknown(\"x\")");
  }
}
