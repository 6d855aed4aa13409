package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
  @Test
  void aShortValueIsShownWhole() {
    Value value =
        RecordValue.of(
            Map.of(
                "who", EntityUid.of("App::User", "a\"b"),
                "no name", SetValue.of(new LongValue(1), new StringValue("x"))));
    assertThat(Excerpt.of(value))
        .isEqualTo("{\"no name\": [1, \"x\"], who: App::User::\"a\\\"b\"}");
  }

  @Test
  void aLongStringIsCutAtTheLimit() {
    assertThat(Excerpt.of(new StringValue("a".repeat(8)), 10)).isEqualTo("\"aaaaaaaa\"");
    assertThat(Excerpt.of(new StringValue("a".repeat(9)), 10)).isEqualTo("\"aaaaaaaaa…");
    assertThat(Excerpt.of(new StringValue("a".repeat(10_000_000)), 10)).isEqualTo("\"aaaaaaaaa…");
  }

  @Test
  void aCodePointIsNeverCutInTwo() {
    assertThat(Excerpt.of(new StringValue("😀".repeat(100)), 3)).isEqualTo("\"😀😀…");
  }

  @Test
  void aLargeSetCostsWhatIsShownOfIt() {
    SetValue large = SetValue.of(LongStream.range(0, 100_000).mapToObj(LongValue::new).toList());
    assertThat(Excerpt.of(large, 12)).isEqualTo("[0, 1, 2, 3,…");
  }

  @Test
  void aDeepValueIsCutAtTheLimit() {
    Value value = new LongValue(1);
    for (int i = 0; i < Excerpt.DEPTH_MAX; i++) {
      value = SetValue.of(value);
    }
    assertThat(Excerpt.of(value)).isEqualTo("[[[[[[1]]]]]]");
    assertThat(Excerpt.of(SetValue.of(value))).isEqualTo("[[[[[[[…]]]]]]]");
  }
}
