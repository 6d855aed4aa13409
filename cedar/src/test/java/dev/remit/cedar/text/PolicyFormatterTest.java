package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The layout of policies; the golden files show it at length.
final class PolicyFormatterTest {
  private static final String ANY = "permit (principal, action, resource);\n";

  private static String format(String text) throws SyntaxException {
    return PolicyFormatter.format(new Source("text", text));
  }

  private static String formatCondition(String text) throws SyntaxException {
    String formatted = format("permit(principal,action,resource)when{" + text + "};");
    return formatted.lines().skip(1).reduce((a, b) -> a + "\n" + b).orElseThrow();
  }

  @Test
  void aTextWithoutPoliciesKeepsItsCommentsOnly() throws SyntaxException {
    assertThat(format("")).isEmpty();
    assertThat(format(" \n\r\n ")).isEmpty();
    assertThat(format("\n // a  \r\n\n\n//b")).isEqualTo("// a\n\n//b\n");
  }

  @Test
  void anEmptyLineStandsBetweenPolicies() throws SyntaxException {
    assertThat(format(ANY + ANY)).isEqualTo(ANY + "\n" + ANY);
    assertThat(format("\n\n" + ANY + "\n\n\n" + ANY + "\n\n")).isEqualTo(ANY + "\n" + ANY);
  }

  @Test
  void whatDoesNotParseIsRefused() {
    assertThatThrownBy(() -> format("permit(principal);")).isInstanceOf(SyntaxException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1+2 - -3*-4 ~ when { 1 + 2 - -3 * -4 };",
        "! ! true&&- principal . a<1 ~ when { !!true && -principal.a < 1 };",
        "context [ \"a\" ] . b . contains ( 1 ) ~ when { context[\"a\"].b.contains(1) };",
        "principal in[ ]||principal in ( resource . a ) ~ when { principal in [] || principal in (resource.a) };",
        "A :: B :: \"c\" is A :: B in -context.a ~ when { A::B::\"c\" is A::B in -context.a };",
        "{ \"a\" :1,b : { } , } ==[1,2 , ] ~ when { {\"a\": 1, b: {},} == [1, 2,] };",
        "context has a . b . c&&context has \"d\" ~ when { context has a.b.c && context has \"d\" };",
        "if true then-1 else! true ~ when { if true then -1 else !true };",
        "ip ( \"a\" ) . isInRange ( ip ( \"b\" ) ) ~ when { ip(\"a\").isInRange(ip(\"b\")) };",
        "[1,2][\"a\"] == {a:1}.a ~ when { [1, 2][\"a\"] == {a: 1}.a };",
        "(1)-(2) ~ when { (1) - (2) };",
      })
  void spacesStandWhereTheyHelp(String condition, String formatted) throws SyntaxException {
    assertThat(formatCondition(condition)).isEqualTo(formatted);
  }

  @Test
  void linesOfEightyCharactersStayWhole() throws SyntaxException {
    String fits = "context." + "a".repeat(80 - "when { context. == 1 };".length()) + " == 1";
    assertThat(formatCondition(fits)).isEqualTo("when { " + fits + " };");
    String longer = fits + "2";
    assertThat(formatCondition(longer)).isEqualTo("when {\n  " + longer + "\n};");
  }

  @Test
  void longChainsBreakBehindTheirOperators() throws SyntaxException {
    String part = "context.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa == 1";
    assertThat(formatCondition(part + "&&" + part + "||" + part))
        .isEqualTo("when {\n  " + part + " &&\n  " + part + " ||\n  " + part + "\n};");
  }

  @Test
  void aCommentStaysWithItsLine() throws SyntaxException {
    assertThat(format("permit(principal, // who\naction,resource);// end"))
        .isEqualTo(
            """
            permit (
              principal, // who
              action,
              resource
            ); // end
            """);
  }

  @Test
  void aCommentMovesPastTheCommaBehindIt() throws SyntaxException {
    assertThat(format("permit(principal // who\n, action,resource);"))
        .isEqualTo(
            """
            permit (
              principal, // who
              action,
              resource
            );
            """);
  }

  @Test
  void aCarriageReturnEndsALineToo() throws SyntaxException {
    assertThat(format("// a\r" + ANY)).isEqualTo("// a\n" + ANY);
    assertThat(format("// a\r\r\n" + ANY)).isEqualTo("// a\n\n" + ANY);
  }

  @Test
  void stringsAreLeftAlone() throws SyntaxException {
    assertThat(formatCondition("context.a == \"a\n   b\\u{41}\""))
        .isEqualTo("when { context.a == \"a\n   b\\u{41}\" };");
  }
}
