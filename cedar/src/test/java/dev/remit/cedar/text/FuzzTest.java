package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Policy;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SmallStack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Any text at all parses, or is refused with every mistake in order; what parses obeys the laws of
/// printing and formatting. `-Dfuzz.cases=` sets how many damaged texts are tried.
final class FuzzTest {
  private static final int STACK_BYTES = 256 * 1024;
  private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);

  /// What became of a text that was read, printed and formatted on a small stack.
  private sealed interface Outcome {
    record Refused(List<Diagnostic> diagnostics) implements Outcome {}

    record Read(List<Policy> policies, String printed, String formatted) implements Outcome {}
  }

  @Test
  void anyTextParsesOrIsRefusedPolitely() throws SyntaxException {
    List<String> corpus = new ArrayList<>(Corpora.texts().values());
    Mutations mutations = new Mutations(Seeds.random(Seeds.seed(20_261_122)), corpus);
    int parsed = 0;
    for (int i = 0; i < CASES; i++) {
      parsed += check(mutations.next()) ? 1 : 0;
    }
    assertThat(parsed).isBetween(CASES / 50, CASES - CASES / 50);
  }

  /// Whether the text parses.
  private static boolean check(String text) throws SyntaxException {
    return switch (outcome(text)) {
      case Outcome.Refused(List<Diagnostic> diagnostics) -> {
        checkDiagnostics(text, diagnostics);
        yield false;
      }
      case Outcome.Read read -> {
        checkLaws(text, read);
        yield true;
      }
    };
  }

  private static Outcome outcome(String text) {
    try {
      return SmallStack.call(STACK_BYTES, () -> read(text));
    } catch (AssertionError e) {
      throw new AssertionError("on the text\n" + text, e);
    }
  }

  private static Outcome read(String text) {
    try {
      List<Policy> policies = parse(text);
      return new Outcome.Read(policies, PolicyPrinter.print(policies), format(text));
    } catch (SyntaxException e) {
      return new Outcome.Refused(e.diagnostics());
    }
  }

  private static void checkLaws(String text, Outcome.Read read) throws SyntaxException {
    assertThat(parse(read.printed())).as(text).isEqualTo(read.policies());
    assertThat(parse(read.formatted())).as(text).isEqualTo(read.policies());
    assertThat(format(read.formatted())).as(text).isEqualTo(read.formatted());
    assertThat(Tokens.comments(read.formatted())).as(text).hasSameSizeAs(Tokens.comments(text));
  }

  private static void checkDiagnostics(String text, List<Diagnostic> diagnostics) {
    int from = 0;
    for (Diagnostic diagnostic : diagnostics) {
      assertThat(diagnostic.span().start()).as(text).isBetween(from, text.length());
      assertThat(diagnostic.span().end()).as(text).isLessThanOrEqualTo(text.length());
      assertThat(diagnostic.headline()).as(text).doesNotContain("\n");
      from = diagnostic.span().start();
    }
  }

  private static String format(String text) throws SyntaxException {
    return PolicyFormatter.format(new Source("text", text));
  }

  private static List<Policy> parse(String text) throws SyntaxException {
    return PolicyParser.parse(new Source("text", text));
  }
}
