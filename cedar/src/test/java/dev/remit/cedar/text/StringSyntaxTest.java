package dev.remit.cedar.text;

import static dev.remit.cedar.text.Reading.expression;
import static dev.remit.cedar.text.Reading.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Pattern;
import dev.remit.cedar.value.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// String literals and patterns.
final class StringSyntaxTest {
  private static String string(String literal) {
    return ((StringValue) ((Expr.Literal) expression(literal)).value()).value();
  }

  private static Pattern pattern(String literal) {
    return ((Expr.Like) expression("context.a like " + literal)).pattern();
  }

  @Test
  void escapesAreRusts() {
    assertThat(string("\"\\n\\r\\t\\\\\\0\\'\\\"\"")).isEqualTo("\n\r\t\\\0'\"");
    assertThat(string("\"\\x41\\x7f\\x00\"")).isEqualTo("A\u007f\0");
    assertThat(string("\"\\u{41}\\u{1_F600}\\u{10ffff}\\u{1_}\""))
        .isEqualTo("A\ud83d\ude00\udbff\udfff\u0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\x80",
        "\\xff",
        "\\x4",
        "\\xg0",
        "\\u41",
        "\\u{}",
        "\\u{_1}",
        "\\u{1234567}",
        "\\u{g}",
        "\\u{d800}",
        "\\u{110000}",
        "\\u{ 1}",
        "\\u{41",
        "\\a",
        "\\e",
        "\\*",
        "\\ ",
        "\\\r",
        "\\\n"
      })
  void noOtherEscapeIs(String escape) {
    assertThat(mistakes("\"" + escape + "\"")).containsExactly("invalid-escape");
  }

  @Test
  void everyBadEscapeIsReported() {
    assertThat(mistakes("\"\\q\\x80 \\u{}\"")).hasSize(3).containsOnly("invalid-escape");
  }

  @Test
  void aRawNewlineIsAllowedAndABareCarriageReturnIsNot() {
    assertThat(string("\"a\nb\"")).isEqualTo("a\nb");
    assertThat(mistakes("\"a\rb\"")).containsExactly("carriage-return");
    assertThat(mistakes("\"a\r\nb\"")).containsExactly("carriage-return");
  }

  @Test
  void otherCharactersStandForThemselves() {
    assertThat(string("\"\u0000\u0007\ud83d\ude00\u202e'*\""))
        .isEqualTo("\0\u0007\ud83d\ude00\u202e'*");
  }

  @Test
  void halfASurrogatePairIsNoCharacter() {
    assertThat(mistakes("\"\ud83d\"")).containsExactly("lone-surrogate");
    assertThat(mistakes("\"\ude00\ud83d\"")).hasSize(2);
  }

  @Test
  void anAsteriskInAPatternIsAWildcardUnlessEscaped() {
    assertThat(pattern("\"a*b\\*c\"")).isEqualTo(new Pattern(List.of("a", "b*c")));
    assertThat(pattern("\"**\"")).isEqualTo(new Pattern(List.of("", "", "")));
    assertThat(pattern("\"\"")).isEqualTo(new Pattern(List.of("")));
    assertThat(pattern("\"\\u{2a}\\x2a\"")).isEqualTo(new Pattern(List.of("", "", "")));
  }

  @Test
  void aPatternIsAStringLiteralAlone() {
    for (String text : List.of("context.a", "(\"a\")", "1", "a")) {
      assertThat(mistakes("context.a like " + text)).containsExactly("unexpected-token");
    }
  }

  @Test
  void stringsStandInDoubleQuotes() {
    assertThat(mistakes("'a' == \"a\"")).containsExactly("single-quotes");
    assertThat(mistakes("\"a")).containsExactly("unterminated-string");
    assertThat(mistakes("\"a\\\"")).containsExactly("unterminated-string");
  }
}
