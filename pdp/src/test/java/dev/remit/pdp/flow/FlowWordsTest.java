package dev.remit.pdp.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Texts are read at the places where an expression may begin, and come out as if it were looked
/// for everywhere.
final class FlowWordsTest {
  private static final int TEXTS = 100_000;

  private static final List<String> PIECES =
      List.of(
          " ",
          " ",
          " ",
          " ",
          "\n",
          "\t\u000b",
          "\u0085",
          "\u0301",
          ". ",
          "! ",
          "? ",
          ".\n\n",
          "\n \n",
          ",",
          "to",
          "Dear",
          "HEY",
          "hi",
          "hello",
          "attention",
          "note to",
          "you",
          "you,",
          "the",
          "all",
          "an",
          "AI",
          "a.i.",
          "language model",
          "assistant",
          "gpt-4o",
          "agent",
          "ignore",
          "Disregard",
          "forget",
          "override",
          "instructions",
          "rule",
          "your",
          "task",
          "prompt",
          "request",
          "I",
          "user",
          "we",
          "gave",
          "told",
          "before",
          "doing",
          "continuing",
          "do not",
          "don't",
          "never",
          "tell",
          "mention",
          "<",
          "<|",
          "</",
          ">",
          "<p>",
          "</div ",
          "h1",
          "im_start",
          "system",
          "[",
          "[/",
          "inst]",
          "system prompt",
          "#",
          "## ",
          "instruction",
          "x",
          "_",
          "9",
          "A",
          "B",
          "ſ",
          "é");

  private static boolean isDirectedAnywhere(String text) {
    return FlowWords.DIRECTED.matcher(text.replaceAll("\\s+", " ")).find();
  }

  private static List<String> dividedAnywhere(String text) {
    return ResultIntake.SEGMENT.splitAsStream(text).filter(part -> !part.isBlank()).toList();
  }

  private static boolean check(String text) {
    boolean directed = FlowWords.isDirected(text);
    assertThat(directed).as(text).isEqualTo(isDirectedAnywhere(text));
    assertThat(ResultIntake.segments(text)).as(text).isEqualTo(dividedAnywhere(text));
    return directed;
  }

  @Test
  void inTextsOfTroublesomePiecesTheSameIsFound() {
    RandomGenerator random = Seeds.random(Seeds.seed(20261122));
    int directed = 0;
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(12);
      for (int piece = 0; piece < pieces; piece++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      directed += check(text.toString()) ? 1 : 0;
    }
    assertThat(directed).isBetween(TEXTS / 100, TEXTS / 2);
  }

  @Test
  void inRecordedRunsTheSameIsFound() throws IOException, SyntaxException {
    long directed =
        RecordedTexts.all().stream()
            .filter(text -> text.length() < FlowLimits.REQUEST_CHARS_MAX)
            .filter(FlowWordsTest::check)
            .count();
    assertThat(directed).isPositive();
  }
}
