package dev.remit.cedar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SourceTest {
  private static final String PAIR = "\ud83d\ude00";

  private static void assertCounted(String text) {
    Source source = new Source("text", text);
    for (int offset = 0; offset <= text.length(); offset++) {
      assertThat(source.position(offset)).as("offset %d", offset).isEqualTo(counted(text, offset));
    }
    assertThat(source.position(-1)).isEqualTo(new Source.Position(1, 1));
    assertThat(source.position(text.length() + 1)).isEqualTo(counted(text, text.length()));
  }

  private static Source.Position counted(String text, int offset) {
    String before = text.substring(0, offset);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    String start = before.substring(before.lastIndexOf('\n') + 1);
    return new Source.Position(line, start.codePointCount(0, start.length()) + 1);
  }

  @Test
  void anEmptyTextHasOnePosition() {
    assertCounted("");
  }

  @Test
  void everyOffsetHasThePositionThatCountingGives() {
    List<String> parts = List.of("\n", "\r\n", "\r", "a", "\t", PAIR, "\ud83d", "\ude00", "\u00e9");
    for (String first : parts) {
      for (String second : parts) {
        for (String third : parts) {
          assertCounted(first + second + third);
        }
      }
    }
  }

  @Test
  void longTextsAreCountedAcrossTheirBlocks() {
    for (String part : List.of("a", PAIR, "a" + PAIR, "\n", "\r\n", "a\r\n", "ab" + PAIR + "\n")) {
      assertCounted(part.repeat(1_100));
      assertCounted("x" + part.repeat(1_100));
      assertCounted("\n" + part.repeat(1_100) + "x");
    }
  }

  @Test
  void randomTextsAreCounted() {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    List<String> parts = List.of("\n", "\r\n", "a", "policy ", PAIR, "\ud83d", "\ude00");
    for (int round = 0; round < 5; round++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 3_000) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      assertCounted(text.toString());
    }
  }

  @Test
  void positionsAreTheSameInWhateverOrderTheyAreAsked() {
    String text = ("line " + PAIR + "\r\n").repeat(500);
    Source source = new Source("text", text);
    for (int offset = text.length(); offset >= 0; offset -= 7) {
      assertThat(source.position(offset)).isEqualTo(counted(text, offset));
    }
  }

  @Test
  void aLineIsGivenWithoutItsEnd() {
    Source source = new Source("text", "one\r\ntwo\n\nfour");
    assertThat(source.line(0)).isEqualTo("one");
    assertThat(source.line(4)).isEqualTo("one");
    assertThat(source.line(5)).isEqualTo("two");
    assertThat(source.line(9)).isEmpty();
    assertThat(source.line(99)).isEqualTo("four");
  }
}
