package dev.remit.insight.observe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.observe.EventFormat.Framing;
import dev.remit.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class EventSplitterTest {
  private static final long SEED = 20_261_122;

  /// Gives as many bytes at once as are drawn.
  private static InputStream dripping(byte[] bytes, RandomGenerator random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, 1 + random.nextInt(Math.min(length, 7)));
      }
    };
  }

  private static List<String> events(EventSplitter splitter) throws IOException {
    List<String> events = new ArrayList<>();
    while (splitter.next()) {
      events.add(text(splitter));
    }
    if (splitter.last()) {
      events.add(text(splitter));
    }
    return events;
  }

  private static String text(EventSplitter splitter) {
    String mark = splitter.problem().isEmpty() ? "" : "! ";
    return mark
        + new String(
            splitter.bytes(),
            splitter.from(),
            splitter.to() - splitter.from(),
            StandardCharsets.UTF_8);
  }

  private static List<String> events(String text, Framing framing) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return events(new EventSplitter(new ByteArrayInputStream(bytes), framing));
  }

  private static List<String> objects(String text) throws IOException {
    return events(text, Framing.JSON);
  }

  @Test
  void linesOfObjectsAreEventsWhateverStandsInTexts() throws IOException {
    assertThat(objects("{\"a\":\"}{\\\"\\\\\"}\n\n {\"b\":[{}]}{\"c\":1}\n"))
        .containsExactly("{\"a\":\"}{\\\"\\\\\"}", "{\"b\":[{}]}", "{\"c\":1}");
  }

  @Test
  void recordsOfAnObjectAreEvents() throws IOException {
    assertThat(
            objects(
                "{\"v\":1,\"Records\" : [ {\"a\":1}, {\"Records\":[1]} ],\"z\":{\"s\":\"]}\\\"\"}}\n"
                    + "{\"Records\":[]}{\"Records\":[{\"b\":2}]}"))
        .containsExactly("{\"a\":1}", "{\"Records\":[1]}", "{\"b\":2}");
  }

  @Test
  void itemsOfAListAndElementsOfAnArrayAreEvents() throws IOException {
    assertThat(
            objects(
                """
                {"kind":"EventList","items":[{"a":1},{"items":[{}]}]}
                [{"b":[1]},
                 {"c":2}]
                []
                [{"d":3}][{"e":4}
                """))
        .containsExactly(
            "{\"a\":1}", "{\"items\":[{}]}", "{\"b\":[1]}", "{\"c\":2}", "{\"d\":3}", "{\"e\":4}");
    assertThat(objects("[1,\n{\"a\":1}]\n")).containsExactly("! 1,", "{\"a\":1}");
  }

  @Test
  void aDamagedLineTakesNoOtherWithIt() throws IOException {
    assertThat(objects("{\"a\":{\"b\":1\n{\"c\":1}\n{\"d\":\"x\n{\"e\":2}\nnonsense\n{\"f\":3}\n"))
        .containsExactly(
            "! {\"a\":{\"b\":1",
            "{\"c\":1}",
            "! {\"d\":\"x",
            "{\"e\":2}",
            "! nonsense",
            "{\"f\":3}");
  }

  @Test
  void aLineThatBreaksOffBehindAColonTakesNoOtherWithIt() throws IOException {
    assertThat(objects("{\"a\":\n{\"b\":1}\n{\"c\":1}\n"))
        .containsExactly("! {\"a\":", "{\"b\":1}", "{\"c\":1}");
  }

  @Test
  void whatIsNoObjectAmongRecordsTakesNoOtherWithIt() throws IOException {
    assertThat(objects("{\"Records\":[1,{\"a\":1},null,{\"b\":1}]}"))
        .containsExactly("! 1", "{\"a\":1}", "! null", "{\"b\":1}");
  }

  @Test
  void anObjectThatIsNotWholeYetWaits() throws IOException {
    EventSplitter splitter =
        new EventSplitter(
            new ByteArrayInputStream("{\"a\":1}{\"b\"".getBytes(StandardCharsets.UTF_8)),
            Framing.JSON);
    assertThat(events(splitter)).containsExactly("{\"a\":1}");
    assertThat(splitter.isWithinEvent()).isTrue();
  }

  @Test
  void linesEndInEitherWayAndTheLastOneWithTheFile() throws IOException {
    assertThat(events("a\r\n\n\r\nb\nc", Framing.LINES)).containsExactly("a", "b", "c");
  }

  @Test
  void anEventMayHaveTheMostBytesAndNotOneMore() throws IOException {
    int fill = EventSplitter.EVENT_BYTES_MAX - "{\"a\":\"\"}".length();
    String largest = "{\"a\":\"" + "x".repeat(fill) + "\"}";
    assertThat(objects(largest + "\n{\"b\":1}")).containsExactly(largest, "{\"b\":1}");
    String tooLarge = "{\"a\":\"" + "x".repeat(fill + (1 << 17)) + "\"}";
    List<String> found = objects(tooLarge + "\n{\"b\":1}");
    assertThat(found).hasSize(2);
    assertThat(found.getFirst()).startsWith("! {\"a\":\"xxx").hasSize(2 + EventSplitter.KEPT_BYTES);
    assertThat(found.getLast()).isEqualTo("{\"b\":1}");
    assertThat(
            events("x".repeat(EventSplitter.EVENT_BYTES_MAX + (1 << 18)) + "\nb\n", Framing.LINES))
        .hasSize(2)
        .last()
        .isEqualTo("b");
  }

  @Test
  void howBytesComeChangesNothing() throws IOException {
    long seed = Seeds.seed(SEED);
    RandomGenerator random = Seeds.random(seed);
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      "\"",
      "\\",
      ",",
      ":",
      "\n",
      " ",
      "\"a\"",
      "{\"a\":1}",
      "\"Records\":[",
      "\"items\":[",
      "x"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      for (Framing framing : Framing.values()) {
        assertThat(events(new EventSplitter(dripping(bytes, random), framing)))
            .as("seed %s: %s", seed, text)
            .isEqualTo(events(text.toString(), framing));
      }
    }
  }
}
