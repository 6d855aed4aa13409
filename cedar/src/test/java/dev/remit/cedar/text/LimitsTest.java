package dev.remit.cedar.text;

import static dev.remit.cedar.text.Reading.codes;
import static dev.remit.cedar.text.Reading.expression;
import static dev.remit.cedar.text.Reading.mistakes;
import static dev.remit.cedar.text.Reading.policies;
import static dev.remit.cedar.text.Reading.policyMistakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Limits;
import dev.remit.testkit.SmallStack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every limit of reading text, at it and one past it, on the stack of a small thread.
final class LimitsTest {
  private static final int DEPTH = Limits.EXPRESSION_DEPTH_MAX;
  private static final int ELEMENTS = Limits.ELEMENTS_MAX;
  private static final int STACK_BYTES = 256 * 1024;

  /// How to nest `levels` levels of one construct.
  interface Nesting {
    String of(int levels);
  }

  private static String repeat(String text, int count) {
    return text.repeat(count);
  }

  static Stream<Arguments> nestings() {
    return Stream.of(
        nesting("parentheses", levels -> repeat("(", levels) + "1" + repeat(")", levels)),
        nesting("sets", levels -> repeat("[", levels - 1) + "1" + repeat("]", levels - 1)),
        nesting("records", levels -> repeat("{a: ", levels - 1) + "1" + repeat("}", levels - 1)),
        nesting("else", levels -> repeat("if true then 1 else ", levels - 1) + "1"),
        nesting(
            "if",
            levels -> repeat("if ", levels - 1) + "true" + repeat(" then 1 else 1", levels - 1)),
        nesting("calls", levels -> repeat("ip(", levels - 1) + "1" + repeat(")", levels - 1)),
        nesting("methods", levels -> "1" + repeat(".isIpv4()", levels - 1)),
        nesting(
            "arguments",
            levels -> repeat("1.contains(", levels - 1) + "1" + repeat(")", levels - 1)),
        nesting("attributes", levels -> "context" + repeat(".a", levels - 1)),
        nesting("indexes", levels -> "context" + repeat("[\"a\"]", levels - 1)),
        nesting("sums", levels -> "1" + repeat(" + 1", levels - 1)),
        nesting("products", levels -> "1" + repeat(" * 1", levels - 1)),
        nesting("signs", levels -> repeat("!(", levels - 1) + "true" + repeat(")", levels - 1)),
        nesting("paths", levels -> "context has a" + repeat(".a", levels - 2)),
        nesting(
            "chains",
            levels ->
                repeat("true && (true || (", (levels - 1) / 2)
                    + (levels % 2 == 0 ? "true && true" : "true")
                    + repeat("))", (levels - 1) / 2)));
  }

  private static Arguments nesting(String name, Nesting nesting) {
    return Arguments.of(name, nesting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nestings")
  void depthIsBounded(String name, Nesting nesting) {
    String deepest = nesting.of(DEPTH);
    String printed = SmallStack.call(STACK_BYTES, () -> PolicyPrinter.print(expression(deepest)));
    assertThat(expression(printed)).isEqualTo(expression(deepest));
    String policy = "permit(principal, action, resource) when {" + deepest + "};";
    assertThat(SmallStack.call(STACK_BYTES, () -> format(policy))).isNotEmpty();
    assertThat(mistakes(nesting.of(DEPTH + 1))).contains("too-deep");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nestings")
  void whatIsFarTooDeepNeedsNoStack(String name, Nesting nesting) {
    List<String> mistakes = SmallStack.call(STACK_BYTES, () -> mistakes(nesting.of(100_000)));
    assertThat(mistakes).contains("too-deep");
  }

  private static String format(String text) throws SyntaxException {
    return PolicyFormatter.format(new Source("text", text));
  }

  @Test
  void aChainIsOneLevelHoweverLongItIs() {
    String chain = "true" + repeat(" && true", ELEMENTS - 1);
    assertThat(((Expr.And) expression(chain)).operands()).hasSize(ELEMENTS);
    assertThat(mistakes(chain + " && true")).containsExactly("too-many-elements");
    String other = "true" + repeat(" || true", ELEMENTS - 1);
    assertThat(((Expr.Or) expression(other)).operands()).hasSize(ELEMENTS);
    assertThat(mistakes(other + " || true")).containsExactly("too-many-elements");
  }

  @Test
  void elementsOfASetAreBounded() {
    assertThat(expression("[" + repeat("1,", ELEMENTS) + "]")).isInstanceOf(Expr.SetLiteral.class);
    assertThat(mistakes("[" + repeat("1,", ELEMENTS + 1) + "]"))
        .containsExactly("too-many-elements");
  }

  @Test
  void fieldsOfARecordAreBounded() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < ELEMENTS; i++) {
      fields.append('a').append(i).append(": 1,");
    }
    assertThat(expression("{" + fields + "}")).isInstanceOf(Expr.RecordLiteral.class);
    assertThat(mistakes("{" + fields + "b: 1}")).containsExactly("too-many-elements");
  }

  @Test
  void actionsOfAHeadAreBounded() {
    String actions = repeat("Action::\"a\",", ELEMENTS);
    assertThat(policies("permit(principal, action in [" + actions + "], resource);")).hasSize(1);
    String more = "permit(principal, action in [" + actions + "Action::\"a\"], resource);";
    assertThat(policyMistakes(more)).containsExactly("too-many-elements");
  }

  @Test
  void parenthesesOfAHeadAreBounded() {
    String entity = repeat("(", DEPTH) + "User::\"a\"" + repeat(")", DEPTH);
    assertThat(policies("permit(principal == " + entity + ", action, resource);")).hasSize(1);
    assertThat(policyMistakes("permit(principal == (" + entity + "), action, resource);"))
        .containsExactly("too-deep");
  }

  @Test
  void annotationsAndConditionsAreBounded() {
    StringBuilder annotations = new StringBuilder();
    for (int i = 0; i < ELEMENTS; i++) {
      annotations.append("@a").append(i).append(' ');
    }
    String head = "permit(principal, action, resource)";
    assertThat(policies(annotations + head + ";")).hasSize(1);
    assertThat(policyMistakes(annotations + "@b " + head + ";")).contains("too-many-elements");
    String conditions = repeat("when{true}", ELEMENTS);
    assertThat(policies(head + conditions + ";")).hasSize(1);
    assertThat(policyMistakes(head + conditions + "when{true};")).contains("too-many-elements");
  }

  @Test
  void theLengthOfATextIsBounded() {
    String longest = " ".repeat(Limits.SOURCE_LENGTH_MAX);
    assertThat(policies(longest)).isEmpty();
    assertThat(policyMistakes(longest + " ")).containsExactly("too-long");
  }

  @Test
  void mistakesAreBoundedAndTheFirstAreKept() {
    String text = repeat("permit(principal, action, resource) when { a };\n", 200);
    SyntaxException refused =
        catchThrowableOfType(
            SyntaxException.class, () -> PolicyParser.parse(new Source("text", text)));
    assertThat(codes(text, refused)).hasSize(Limits.DIAGNOSTICS_MAX).containsOnly("unknown-name");
    assertThat(refused.diagnostics().getLast().position().line()).isEqualTo(Limits.DIAGNOSTICS_MAX);
  }
}
