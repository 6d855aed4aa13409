package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import java.util.List;

/// Shorthand of the tests: texts that must be right, and what is said of those that must not.
final class Reading {
  private Reading() {}

  static Expr expression(String text) {
    try {
      return PolicyParser.parseExpression(new Source("text", text));
    } catch (SyntaxException e) {
      throw new AssertionError("refused: " + text, e);
    }
  }

  static Policy policy(String text) {
    List<Policy> policies = policies(text);
    assertThat(policies).as(text).hasSize(1);
    return policies.getFirst();
  }

  static List<Policy> policies(String text) {
    try {
      return PolicyParser.parse(new Source("text", text));
    } catch (SyntaxException e) {
      throw new AssertionError("refused: " + text, e);
    }
  }

  /// The codes of the mistakes of an expression, without `policy.`.
  static List<String> mistakes(String expression) {
    return codes(
        expression,
        catchThrowableOfType(
            SyntaxException.class,
            () -> PolicyParser.parseExpression(new Source("text", expression))));
  }

  /// The codes of the mistakes of a policy text, without `policy.`.
  static List<String> policyMistakes(String text) {
    return codes(
        text,
        catchThrowableOfType(
            SyntaxException.class, () -> PolicyParser.parse(new Source("text", text))));
  }

  static List<String> codes(String text, SyntaxException refused) {
    assertThat(refused).as(text).isNotNull();
    return refused.diagnostics().stream()
        .map(Diagnostic::code)
        .map(code -> code.substring(code.indexOf('.') + 1))
        .toList();
  }
}
