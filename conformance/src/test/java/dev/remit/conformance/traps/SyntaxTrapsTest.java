package dev.remit.conformance.traps;

import static dev.remit.conformance.traps.Outcome.ERROR;
import static dev.remit.conformance.traps.Outcome.FALSE;
import static dev.remit.conformance.traps.Outcome.REFUSED;
import static dev.remit.conformance.traps.Outcome.TRUE;

import org.junit.jupiter.api.Test;

/// Tokens, names, scopes and templates.
final class SyntaxTrapsTest {
  private static void eachPolicy(Outcome expected, String... policies) {
    for (String policy : policies) {
      Trap.policy(policy).is(expected);
    }
  }

  @Test
  void stringsHaveRustsEscapes() {
    Trap.each(
        TRUE, "\"\\'\" == \"'\"", "\"\\u{1_F600}\" == \"\uD83D\uDE00\"", "\"\\x41\" == \"A\"");
    Trap.each(TRUE, "\"\\0\" == \"\\u{0}\"", "\"\\u{00_0041}\" == \"A\"", "\"\\x7F\" != \"\"");
    Trap.each(REFUSED, "\"\\a\" == \"\"", "\"\\u0041\" == \"A\"", "\"\\u{}\" == \"\"");
    Trap.each(REFUSED, "\"\\u{_41}\" == \"A\"", "\"\\u{0000041}\" == \"A\"", "\"\\x4\" == \"\"");
  }

  @Test
  void escapesAboveAsciiAndSurrogatesAreRefused() {
    Trap.each(REFUSED, "\"\\x80\" == \"\"", "\"\\xff\" == \"\"");
    Trap.each(REFUSED, "\"\\u{D800}\" == \"\"", "\"\\u{110000}\" == \"\"");
    Trap.each(TRUE, "\"\\u{10FFFF}\" != \"\"");
  }

  @Test
  void aRawNewlineIsPartOfAString() {
    Trap.each(TRUE, "\"a\nb\" == \"a\\nb\"", "\"a\tb\" == \"a\\tb\"");
  }

  @Test
  void aBareCarriageReturnInAStringIsRefused() {
    Trap.each(REFUSED, "\"a\rb\" != \"\"");
  }

  @Test
  void linesAreNotContinued() {
    Trap.each(REFUSED, "\"a\\\nb\" == \"ab\"", "\"a\\\n  b\" == \"ab\"");
  }

  @Test
  void stringsAreInDoubleQuotes() {
    Trap.each(REFUSED, "'a' == \"a\"", "\"a", "\"a\"\"b\" == \"\"");
  }

  @Test
  void commentsRunToTheEndOfTheLine() {
    Trap.each(TRUE, "true // && false\n", "// \" '\n true", "true //\n// more\r\n");
    Trap.each(REFUSED, "true /* no */");
  }

  @Test
  void aCommentMayEndTheText() {
    eachPolicy(TRUE, "permit(principal, action, resource); // end");
    eachPolicy(TRUE, "permit(principal, action, resource);//");
    eachPolicy(
        REFUSED,
        "permit(principal, action, resource); /",
        "permit(principal, action, resource) // ;");
  }

  @Test
  void policyTextMaySpaceAnEntity() {
    Trap.each(TRUE, "principal == User :: \"a\"", "principal == User\n::// x\n\"a\"");
    Trap.each(TRUE, "App :: Deep::User::\"a\" != principal");
    eachPolicy(TRUE, "permit(principal == User :: \"a\", action, resource);");
  }

  @Test
  void cedarsOwnNamesAreReserved() {
    Trap.each(REFUSED, "principal == __cedar::\"a\"", "principal is __cedar::User");
    Trap.each(REFUSED, "principal is App::__cedar::User", "principal == App::__cedar::\"a\"");
    Trap.each(REFUSED, "context has __cedar", "context.__cedar == 1", "{__cedar: 1} == 1");
    Trap.each(TRUE, "!(context has \"__cedar\")");
  }

  @Test
  void wordsOfTheLanguageAreNoNames() {
    Trap.each(REFUSED, "principal is if", "principal == in::\"a\"", "principal is App::has");
    Trap.each(REFUSED, "true == User::\"true\"::\"a\"");
  }

  @Test
  void variablesAreTheFourAlone() {
    Trap.each(REFUSED, "princpal == principal", "user == principal", "principal::a == 1");
    Trap.each(TRUE, "principal == principal", "context == {}");
    Trap.each(FALSE, "principal::\"a\" == principal");
  }

  @Test
  void anActionScopeNamesActions() {
    eachPolicy(TRUE, "permit(principal, action == Action::\"act\", resource);");
    eachPolicy(FALSE, "permit(principal, action == App::Action::\"act\", resource);");
    eachPolicy(
        REFUSED,
        "permit(principal, action == User::\"act\", resource);",
        "permit(principal, action in [Action::\"act\", User::\"a\"], resource);",
        "permit(principal, action == Action::App::\"act\", resource);",
        "permit(principal, action is Action, resource);",
        "permit(principal, action == [Action::\"act\"], resource);");
  }

  @Test
  void aScopeHasThreePartsInOrder() {
    eachPolicy(
        REFUSED,
        "permit(principal, action);",
        "permit(action, principal, resource);",
        "permit(principal, action, resource, context);",
        "permit(principal == principal, action, resource);",
        "permit(principal != User::\"a\", action, resource);",
        "permit(principal in [User::\"a\"], action, resource);",
        "permit(principal, action, resource)",
        "Permit(principal, action, resource);");
    eachPolicy(TRUE, "permit ( principal in User::\"a\" , action , resource ) ;");
    eachPolicy(FALSE, "permit(principal, action in [], resource);");
  }

  @Test
  void trailingCommasAreAllowed() {
    eachPolicy(TRUE, "permit(principal, action, resource,);");
    Trap.each(TRUE, "[1, 2,] == [2, 1]", "{a: 1,} == {a: 1}", "ip(\"::1\",) == ip(\"::1\")");
    Trap.each(TRUE, "[1].contains(1,)");
    eachPolicy(FALSE, "permit(principal, action in [Action::\"x\",], resource);");
    Trap.each(REFUSED, "[,] == []", "[1,,2] == []", "{,} == {}");
    eachPolicy(REFUSED, "permit(principal, action, resource,,);");
  }

  @Test
  void aSlotInAConditionIsRefused() {
    Trap.each(REFUSED, "principal == ?principal", "?resource == resource");
  }

  @Test
  void aTemplateAloneIsNoPolicy() {
    eachPolicy(
        REFUSED,
        "permit(principal == ?principal, action, resource);",
        "permit(principal == ?resource, action, resource);",
        "permit(principal == ?other, action, resource);",
        "permit(principal, action == ?action, resource);");
  }

  @Test
  void annotationsAreUniqueAndMayBeBareOrWords() {
    eachPolicy(
        TRUE,
        "@id(\"x\") @if(\"a\") @note permit(principal, action, resource);",
        "@a(\"\") permit(principal, action, resource);");
    eachPolicy(
        REFUSED,
        "@a(\"1\") @a(\"2\") permit(principal, action, resource);",
        "@a(1) permit(principal, action, resource);",
        "@a() permit(principal, action, resource);",
        "@\"a\"(\"b\") permit(principal, action, resource);");
  }

  @Test
  void conditionsMayBeManyAndEachIsAWholeExpression() {
    eachPolicy(
        TRUE, "permit(principal, action, resource) when { true } unless { false } when { true };");
    eachPolicy(FALSE, "permit(principal, action, resource) unless { true };");
    eachPolicy(
        ERROR,
        "permit(principal, action, resource) when { true } unless { 1 };",
        "permit(principal, action, resource) when { 1 } when { false };");
    eachPolicy(FALSE, "permit(principal, action, resource) when { false } when { 1 };");
    eachPolicy(
        REFUSED,
        "permit(principal, action, resource) when { };",
        "permit(principal, action, resource) when true;",
        "permit(principal, action, resource) where { true };");
  }

  @Test
  void attributesAreNamedOrIndexedByLiterals() {
    Trap.each(TRUE, "{a: 1}[\"a\"] == 1", "{\"a b\": 1}[\"a b\"] == 1", "{\"if\": 1}[\"if\"] == 1");
    Trap.each(REFUSED, "{a: 1}[a] == 1", "{a: 1}[1] == 1", "{a: 1}.\"a\" == 1", "context[]");
    Trap.each(REFUSED, "{a: 1, a: 2} == {}", "{a: 1, \"a\": 2} == {}", "{1: 1} == {}");
  }

  @Test
  void functionsAndMethodsAreKnownAndNotExchangeable() {
    Trap.each(REFUSED, "isIpv4(ip(\"::1\"))", "\"::1\".ip() == 1", "nothing(1)", "principal.foo()");
    Trap.each(REFUSED, "contains([1], 1)", "[1].contains()", "[1].contains(1, 2)");
    Trap.each(REFUSED, "ip == 1", "App::ip(\"::1\") == 1", "principal.contains == 1 == 1");
    Trap.each(ERROR, "principal.contains(1)", "1.isIpv4()");
  }

  @Test
  void aWrongNumberOfArgumentsOfAnExtensionFunctionErrorsWhenItIsReached() {
    Trap.each(ERROR, "ip()", "ip(\"::1\", \"::1\")", "ip(\"::1\").isIpv4(1)");
    Trap.each(ERROR, "ip(\"::1\").isInRange()", "decimal() == 1", "unknown()");
    Trap.each(ERROR, "ip(\"::1\", 1, 2).isIpv6()", "ip(\"::1\").isInRange(ip(\"::1\"), 1)");
    Trap.each(TRUE, "true || ip()", "false && ip() || true");
  }
}
