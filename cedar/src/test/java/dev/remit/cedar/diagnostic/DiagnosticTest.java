package dev.remit.cedar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DiagnosticTest {
  private static final int MAX = MarkedLine.LENGTH_MAX;

  private static List<String> shown(String text, int start, int end) {
    return new Diagnostic("c", new Source("f", text), Span.of(start, end), "what", "todo")
        .render()
        .lines()
        .toList();
  }

  @Test
  void theLineIsShownWithAMarkBelowThePlace() {
    assertThat(shown("a\n\tb = c;\nd", 5, 6))
        .containsExactly("f:2:4: what; todo", "   b = c;", "     ^");
    assertThat(shown("one\ntwo", 1, 6)).containsExactly("f:1:2: what; todo", "  one", "   ^^");
    assertThat(shown("one\r\n", 5, 5)).containsExactly("f:2:1: what; todo", "  ", "  ^");
  }

  @Test
  void nothingIsShownOfAnEmptyText() {
    assertThat(shown("", 0, 0)).containsExactly("f:1:1: what; todo");
  }

  @Test
  void marksCountCharactersAsPeopleDo() {
    assertThat(shown("🦊🦊 x", 5, 6)).containsExactly("f:1:4: what; todo", "  🦊🦊 x", "     ^");
    assertThat(shown("🦊🦊", 2, 4)).last().isEqualTo("   ^");
  }

  @Test
  void aTextCannotSteerTheTerminal() {
    assertThat(shown("a\u001b[31m\u0007b\u0000", 0, 1))
        .containsExactly("f:1:1: what; todo", "  a [31m b", "  ^");
  }

  @Test
  void aLineIsShownWholeUpToItsLimitAndCutBeyond() {
    String longest = "x".repeat(MAX - 1) + "y";
    assertThat(shown(longest, MAX - 1, MAX))
        .containsExactly(
            "f:1:" + MAX + ": what; todo", "  " + longest, "  " + " ".repeat(MAX - 1) + "^");
    assertThat(shown("z" + longest, MAX, MAX + 1))
        .containsExactly(
            "f:1:" + (MAX + 1) + ": what; todo", "  …" + longest, "  " + " ".repeat(MAX) + "^");
    assertThat(shown(longest + "z", 0, MAX + 1))
        .containsExactly("f:1:1: what; todo", "  " + longest + "…", "  " + "^".repeat(MAX));
  }

  @Test
  void aPlaceFarIntoALineIsShownWithWhatIsAroundIt() {
    String text = "🦊".repeat(5_000) + "!" + "🦊".repeat(5_000);
    List<String> shown = shown(text, 10_000, 10_001);
    assertThat(shown.get(1)).startsWith("  …🦊").endsWith("🦊…").hasSizeLessThan(MAX + 8);
    int place = shown.get(1).indexOf('!');
    assertThat(shown.get(2)).hasSize(shown.get(1).codePointCount(0, place) + 1).endsWith(" ^");
    assertThat(shown(text, 10_000, 20_001).get(2).strip()).matches("\\^{30,160}");
  }
}
