package dev.remit.cedar.text;

import static dev.remit.cedar.text.Reading.expression;
import static dev.remit.cedar.text.Reading.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What expressions are made of, and how tightly their parts bind.
final class ExpressionSyntaxTest {
  private static final Expr PRINCIPAL = new Expr.Var(Variable.PRINCIPAL, Span.NONE);

  private static Expr literal(Value value) {
    return new Expr.Literal(value, Span.NONE);
  }

  private static Expr number(long value) {
    return literal(new LongValue(value));
  }

  private static Expr negated(Expr operand) {
    return new Expr.Unary(UnaryOperator.NEGATE, operand, Span.NONE);
  }

  @Test
  void literalsAreBooleansNumbersStringsAndEntities() {
    assertThat(expression("true")).isEqualTo(literal(BoolValue.TRUE));
    assertThat(expression("007")).isEqualTo(number(7));
    assertThat(expression("\"a\"")).isEqualTo(literal(new StringValue("a")));
    assertThat(expression("A::B::\"c\"")).isEqualTo(literal(EntityUid.of("A::B", "c")));
  }

  @Test
  void theLeastNumberIsLegalOnlyWithItsSign() {
    assertThat(expression("-9223372036854775808")).isEqualTo(number(Long.MIN_VALUE));
    assertThat(expression("- 9223372036854775808")).isEqualTo(number(Long.MIN_VALUE));
    assertThat(mistakes("-(9223372036854775808)")).containsExactly("integer-too-large");
    assertThat(mistakes("-9223372036854775808.a")).containsExactly("integer-too-large");
    assertThat(mistakes("9223372036854775808")).containsExactly("integer-too-large");
    assertThat(mistakes("-9223372036854775809")).containsExactly("integer-too-large");
  }

  @Test
  void aSignInFrontOfDigitsBelongsToTheNumber() {
    assertThat(expression("-1")).isEqualTo(number(-1));
    assertThat(expression("--1")).isEqualTo(negated(number(-1)));
    assertThat(expression("-(1)")).isEqualTo(negated(number(1)));
    assertThat(expression("-(-1)")).isEqualTo(negated(number(-1)));
    assertThat(expression("-1.a"))
        .isEqualTo(negated(new Expr.GetAttribute(number(1), "a", Span.NONE)));
  }

  @Test
  void atMostFourSignsAreStacked() {
    assertThat(expression("!!!!true")).isInstanceOf(Expr.Unary.class);
    assertThat(expression("----1")).isInstanceOf(Expr.Unary.class);
    assertThat(mistakes("!!!!!true")).containsExactly("too-many-signs");
    assertThat(mistakes("-----1")).containsExactly("too-many-signs");
  }

  @Test
  void differentSignsAreNotStacked() {
    assertThat(mistakes("!-1")).containsExactly("unexpected-token");
    assertThat(mistakes("-!true")).containsExactly("unexpected-token");
    assertThat(expression("!(-1)")).isInstanceOf(Expr.Unary.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "true || false && true ~ true || (false && true)",
        "1 == 2 && true ~ (1 == 2) && true",
        "1 + 2 == 3 ~ (1 + 2) == 3",
        "1 - 2 - 3 ~ (1 - 2) - 3",
        "1 - 2 * 3 ~ 1 - (2 * 3)",
        "2 * 3 * 4 ~ (2 * 3) * 4",
        "-2 * 3 ~ (-2) * 3",
        "!principal.a ~ !(principal.a)",
        "-principal.a ~ -(principal.a)",
        "if true then 1 else 2 + 3 ~ if true then 1 else (2 + 3)",
        "if true then 1 else if false then 2 else 3 ~ if true then 1 else (if false then 2 else 3)",
        "principal is A in principal + 1 ~ principal is A in (principal + 1)",
        "principal has a && true ~ (principal has a) && true",
      })
  void operatorsBindAsInTheGrammar(String bare, String parenthesized) {
    assertThat(expression(bare)).isEqualTo(expression(parenthesized));
  }

  @Test
  void chainsOfAndAndOrAreFlat() {
    assertThat(expression("true && false && true"))
        .isEqualTo(expression("(true && false) && true"));
    assertThat(((Expr.And) expression("true && (false && true)")).operands()).hasSize(2);
    assertThat(((Expr.Or) expression("true || false || true || true")).operands()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 < 2 < 3",
        "1 == 2 == 3",
        "1 in 2 in 3",
        "1 == principal has a",
        "principal has a has b",
        "principal is A == true",
        "principal is A in 1 in 2",
        "\"a\" like \"b\" like \"c\"",
      })
  void comparisonsCannotBeChained(String text) {
    assertThat(mistakes(text)).containsExactly("chained-relation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 / 2", "1 % 2"})
  void thereIsNoDivision(String text) {
    assertThat(mistakes(text)).containsExactly("no-division");
  }

  @Test
  void attributesAreNamesOrStrings() {
    Expr expected = new Expr.GetAttribute(PRINCIPAL, "a", Span.NONE);
    assertThat(expression("principal.a")).isEqualTo(expected);
    assertThat(expression("principal . a")).isEqualTo(expected);
    assertThat(expression("principal[\"a\"]")).isEqualTo(expected);
    assertThat(expression("principal[\"\\u{61}\"]")).isEqualTo(expected);
    assertThat(expression("principal.principal")).isInstanceOf(Expr.GetAttribute.class);
    assertThat(mistakes("principal[a]")).containsExactly("unexpected-token");
    assertThat(mistakes("principal[(\"a\")]")).containsExactly("unexpected-token");
    assertThat(mistakes("principal[0]")).containsExactly("unexpected-token");
  }

  @Test
  void hasTakesAPathOrAString() {
    assertThat(expression("principal has a"))
        .isEqualTo(new Expr.HasAttribute(PRINCIPAL, List.of("a"), Span.NONE));
    assertThat(expression("principal has a.b.c"))
        .isEqualTo(new Expr.HasAttribute(PRINCIPAL, List.of("a", "b", "c"), Span.NONE));
    assertThat(expression("principal has \"a.b\""))
        .isEqualTo(new Expr.HasAttribute(PRINCIPAL, List.of("a.b"), Span.NONE));
    assertThat(expression("principal has permit.when")).isInstanceOf(Expr.HasAttribute.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal has \"a\".b",
        "principal has a.\"b\"",
        "principal has (a)",
        "principal has a[\"b\"]",
        "principal has a::b",
        "principal has a.b()",
        "principal has 1",
      })
  void hasTakesNothingElse(String text) {
    assertThat(mistakes(text)).containsExactly("unexpected-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"if", "then", "else", "true", "false", "in", "is", "like", "has"})
  void reservedWordsNameNothing(String word) {
    assertThat(mistakes("principal." + word)).contains("reserved-word");
    assertThat(mistakes("principal has " + word)).contains("reserved-word");
    assertThat(mistakes("principal has a." + word + ".b")).contains("reserved-word");
    assertThat(mistakes("{" + word + ": 1}")).contains("reserved-word");
    assertThat(mistakes("A::" + word + "::\"a\"")).contains("reserved-word");
    assertThat(mistakes("principal is A::" + word)).contains("reserved-word");
  }

  @Test
  void cedarsOwnNamesAreReserved() {
    assertThat(mistakes("__cedar::\"a\"")).containsExactly("reserved-word");
    assertThat(mistakes("A::__cedar::B::\"a\"")).containsExactly("reserved-word");
    assertThat(mistakes("principal is __cedar")).containsExactly("reserved-word");
    assertThat(mistakes("principal.__cedar")).containsExactly("reserved-word");
    assertThat(expression("principal[\"__cedar\"]")).isInstanceOf(Expr.GetAttribute.class);
  }

  @Test
  void variablesCanBeTypes() {
    assertThat(expression("principal is principal"))
        .isEqualTo(new Expr.Is(PRINCIPAL, new Name("principal"), Span.NONE));
    assertThat(expression("context::\"a\"")).isEqualTo(literal(EntityUid.of("context", "a")));
  }

  @Test
  void entitiesMayBeSpacedAndCommented() {
    assertThat(expression("A :: B // c\n :: \"a\"")).isEqualTo(expression("A::B::\"a\""));
    assertThat(mistakes("A::{a: 1}")).containsExactly("unexpected-token");
  }

  @Test
  void anEntityIsNoType() {
    assertThat(mistakes("principal is A::\"a\"")).containsExactly("entity-as-type");
    assertThat(mistakes("principal is \"A\"")).containsExactly("unexpected-token");
    assertThat(mistakes("principal is (A)")).containsExactly("unexpected-token");
  }

  @Test
  void isCanBeCombinedWithIn() {
    assertThat(expression("principal is A::B in principal"))
        .isEqualTo(new Expr.IsIn(PRINCIPAL, new Name("A::B"), PRINCIPAL, Span.NONE));
  }

  @Test
  void recordKeysAreNamesOrStringsAndUnique() {
    Expr.RecordLiteral record = (Expr.RecordLiteral) expression("{a: 1, \"b c\": 2, \"\": 3,}");
    assertThat(record.fields().stream().map(Expr.Field::name)).containsExactly("a", "b c", "");
    assertThat(mistakes("{a: 1, \"a\": 2}")).containsExactly("duplicate-field");
    assertThat(mistakes("{(\"a\"): 1}")).containsExactly("unexpected-token");
    assertThat(mistakes("{1: 1}")).containsExactly("unexpected-token");
  }

  @Test
  void aCommaMayTrailButNotStandAlone() {
    assertThat(expression("[1, 2, ]")).isEqualTo(expression("[1, 2]"));
    assertThat(expression("{a: 1, }")).isEqualTo(expression("{a: 1}"));
    assertThat(expression("ip(\"::1\", )")).isEqualTo(expression("ip(\"::1\")"));
    for (String text : List.of("[,]", "{,}", "ip(,)", "[1,,]")) {
      assertThat(mistakes(text)).containsExactly("unexpected-token");
    }
  }

  @Test
  void methodsTakeWhatTheyTake() {
    assertThat(expression("[1].contains(1)"))
        .isInstanceOfSatisfying(
            Expr.Binary.class,
            call -> assertThat(call.operator()).isEqualTo(BinaryOperator.CONTAINS));
    assertThat(expression("[].isEmpty()"))
        .isInstanceOfSatisfying(
            Expr.Unary.class,
            call -> assertThat(call.operator()).isEqualTo(UnaryOperator.IS_EMPTY));
    for (String text : List.of("[].isEmpty(1)", "[].contains()", "[].getTag(1, 2)")) {
      assertThat(mistakes(text)).containsExactly("wrong-arity");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ip()", "ip(\"a\", \"b\")", "ip(\"a\").isInRange()", "unknown()", "decimal(1, 2)"})
  void aWrongNumberOfArgumentsOfAnExtensionFunctionIsLeftToEvaluation(String text) {
    assertThat(expression(text)).isInstanceOf(Expr.Call.class);
  }

  @Test
  void functionsAndMethodsAreNotMixedUp() {
    assertThat(mistakes("contains(1)")).containsExactly("method-as-function");
    assertThat(mistakes("isIpv4(1)")).containsExactly("method-as-function");
    assertThat(mistakes("principal.ip(\"a\")")).containsExactly("function-as-method");
    assertThat(mistakes("principal.foo()")).containsExactly("unknown-method");
    assertThat(mistakes("foo()")).containsExactly("unknown-function");
    assertThat(mistakes("a::ip(\"a\")")).containsExactly("unknown-function");
    assertThat(mistakes("principal(1)")).containsExactly("unknown-function");
    assertThat(mistakes("(1)(2)")).containsExactly("not-a-function");
  }

  @Test
  void aMethodsNameAloneIsAnAttribute() {
    assertThat(expression("principal.contains")).isInstanceOf(Expr.GetAttribute.class);
  }

  @Test
  void ifNeedsParenthesesAsAnOperand() {
    assertThat(expression("(if true then 1 else 2) + 1")).isInstanceOf(Expr.Binary.class);
    for (String text :
        List.of("1 + if true then 1 else 2", "!if true then true else true", "true && if true")) {
      assertThat(mistakes(text)).containsExactly("unexpected-token");
    }
  }

  @Test
  void slotsAreNoExpressions() {
    assertThat(mistakes("?principal == principal")).containsExactly("slot-in-condition");
    assertThat(mistakes("principal in ?resource")).containsExactly("slot-in-condition");
  }

  @Test
  void unknownParsesAndErrsOnlyWhenEvaluated() {
    assertThat(expression("unknown(\"x\")")).isInstanceOf(Expr.Call.class);
  }

  @Test
  void wordsNeedNoSpaceBehindNumbers() {
    assertThat(expression("if 1then 2else 3")).isEqualTo(expression("if 1 then 2 else 3"));
  }

  @Test
  void spansCoverTheirExpressions() {
    String text = " principal.a + (1 * -2) == ip(\"a\").isInRange(ip(\"b\")) ";
    Expr.Binary equal = (Expr.Binary) expression(text);
    assertThat(covered(text, equal)).isEqualTo(text.strip());
    assertThat(covered(text, equal.left())).isEqualTo("principal.a + (1 * -2)");
    assertThat(covered(text, ((Expr.Binary) equal.left()).right())).isEqualTo("1 * -2");
    assertThat(covered(text, equal.right())).isEqualTo("ip(\"a\").isInRange(ip(\"b\"))");
  }

  private static String covered(String text, Expr expression) {
    return text.substring(expression.span().start(), expression.span().end());
  }
}
