package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The laws of reading, printing and formatting on every policy of the public corpora.
final class CorpusTest {
  private static Map<String, String> texts = Map.of();

  @BeforeAll
  static void read() {
    texts = Corpora.texts();
    assertThat(texts).hasSizeGreaterThan(5_900);
  }

  @Test
  void everyPolicyPrintsToTextThatReadsBackAsItself() throws SyntaxException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      List<Policy> policies = parse(text.getKey(), text.getValue());
      String printed = PolicyPrinter.print(policies);
      assertThat(parse("printed " + text.getKey(), printed)).isEqualTo(policies);
    }
  }

  @Test
  void formattingChangesNoPolicy() throws SyntaxException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      String formatted = format(text.getKey(), text.getValue());
      assertThat(parse("formatted " + text.getKey(), formatted))
          .isEqualTo(parse(text.getKey(), text.getValue()));
    }
  }

  @Test
  void formattingTwiceIsFormattingOnce() throws SyntaxException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      String formatted = format(text.getKey(), text.getValue());
      assertThat(format("formatted " + text.getKey(), formatted)).isEqualTo(formatted);
    }
  }

  @Test
  void formattingKeepsEveryComment() throws SyntaxException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      assertThat(comments(format(text.getKey(), text.getValue())))
          .isEqualTo(comments(text.getValue()));
    }
  }

  @Test
  void spansCoverThePolicies() throws SyntaxException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      for (Policy policy : parse(text.getKey(), text.getValue())) {
        Span span = policy.span();
        String covered = text.getValue().substring(span.start(), span.end());
        assertThat(parse(text.getKey(), covered)).containsExactly(policy);
      }
    }
  }

  private static List<Policy> parse(String name, String text) throws SyntaxException {
    return PolicyParser.parse(new Source(name, text));
  }

  private static String format(String name, String text) throws SyntaxException {
    return PolicyFormatter.format(new Source(name, text));
  }

  private static List<String> comments(String text) {
    return Tokens.comments(text).stream().map(String::strip).toList();
  }
}
