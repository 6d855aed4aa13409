package dev.remit.cedar.text;

import static dev.remit.cedar.text.Reading.expression;
import static dev.remit.cedar.text.Reading.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// White space, comments and signs.
final class LexerTest {
  @ParameterizedTest
  @ValueSource(
      chars = {
        '\t', '\n', '\u000b', '\f', '\r', ' ', '\u0085', '\u00a0', '\u1680', '\u2000', '\u200a',
        '\u2028', '\u2029', '\u202f', '\u205f', '\u3000'
      })
  void whiteSpaceIsWhatUnicodeCallsWhiteSpace(char space) {
    assertThat(expression(space + "1" + space + "+" + space + "2" + space))
        .isInstanceOf(Expr.Binary.class);
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u0000', '\u001c', '\u180e', '\u200b', '\u2060', '\ufeff', 'é', '$', '~'})
  void otherCharactersAreNoTokens(char other) {
    assertThat(mistakes("1" + other)).containsExactly("unexpected-character");
  }

  @Test
  void commentsRunToALineEndOrTheEndOfTheText() {
    for (String text : List.of("1 // 2\n", "1 // 2", "1//", "// \"'\n1", "1 // 2\r", "//\n1")) {
      assertThat(expression(text)).isEqualTo(expression("1"));
    }
    assertThat(expression("1 // 2\r+ 3")).isInstanceOf(Expr.Binary.class);
    assertThat(expression("1 // 2\u2028+ 3\n")).isEqualTo(expression("1"));
    assertThat(Tokens.comments("1 // a\r\n// b\n\"// no\"//c"))
        .containsExactly("// a", "// b", "//c");
  }

  @Test
  void thereAreNoBlockComments() {
    assertThat(mistakes("1 /* + 2 */ + 3")).containsExactly("block-comment");
    assertThat(mistakes("1 /* + 2")).containsExactly("block-comment");
  }

  @Test
  void theLongestSignWins() {
    assertThat(Tokens.kinds("<= < = == ! != :: : && ||"))
        .containsExactly(
            TokenKind.LESS_OR_EQUAL,
            TokenKind.LESS,
            TokenKind.ASSIGN,
            TokenKind.EQUAL,
            TokenKind.NOT,
            TokenKind.NOT_EQUAL,
            TokenKind.DOUBLE_COLON,
            TokenKind.COLON,
            TokenKind.AND,
            TokenKind.OR,
            TokenKind.END);
    assertThat(Tokens.kinds("!==")).startsWith(TokenKind.NOT_EQUAL, TokenKind.ASSIGN);
    assertThat(Tokens.kinds(":::")).startsWith(TokenKind.DOUBLE_COLON, TokenKind.COLON);
  }

  @Test
  void aQuestionMarkAndANameAreASlot() {
    assertThat(Tokens.kinds("?principal ?x ? : ?")).startsWith(TokenKind.SLOT, TokenKind.SLOT);
    assertThat(Tokens.kinds("? : ?")).startsWith(TokenKind.QUESTION, TokenKind.COLON);
  }

  @Test
  void wrongSignsAreReportedAsWhatWasMeant() {
    assertThat(mistakes("true & false | true"))
        .containsExactly("single-operator", "single-operator");
    assertThat(mistakes("1 = 2")).containsExactly("single-equals");
    assertThat(mistakes("1 # + 2")).containsExactly("hash");
  }
}
