package dev.remit.insight.observe.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.insight.observe.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {
  private static Fields read(String json) throws UnreadableEvent {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return Fields.read(utf8, 0, utf8.length);
  }

  @Test
  void aFieldOfAnotherTypeIsEmpty() throws UnreadableEvent {
    Fields fields =
        read("{\"a\":{\"b\":7},\"c\":[\"x\",[],null,\"\",true],\"d\":1e999,\"e\":null}");
    assertThat(fields.text("a")).isEmpty();
    assertThat(fields.object("c").text("b")).isEmpty();
    assertThat(fields.object("a").text("b")).isEqualTo("7");
    assertThat(fields.texts("c")).containsExactly("x", "true");
    assertThat(fields.texts("d")).containsExactly("1e999");
    assertThat(fields.objects("c")).isEmpty();
    assertThat(fields.texts("none")).isEqualTo(List.of());
    assertThat(fields.last("c")).isEqualTo("true");
    assertThat(fields.last("d")).isEqualTo("1e999");
    assertThat(fields.last("none")).isEmpty();
    assertThat(fields.first("e", "a", "d")).isEqualTo("1e999");
  }

  @Test
  void whatIsLongIsCutAndWhatIsMuchIsReadUpToALimit() throws UnreadableEvent {
    String long4096 = "x".repeat(Fields.TEXT_MAX);
    assertThat(read("{\"a\":\"" + long4096 + "\"}").text("a")).isEqualTo(long4096);
    assertThat(read("{\"a\":\"" + long4096 + "y\"}").text("a")).isEqualTo(long4096);
    String face = "\ud83d\ude00";
    assertThat(read("{\"a\":\"" + long4096.substring(1) + face + "\"}").text("a"))
        .isEqualTo(long4096.substring(1));
    String many = "0,".repeat(Fields.ELEMENTS_MAX) + "0";
    assertThat(read("{\"a\":[" + many + "]}").texts("a")).hasSize(Fields.ELEMENTS_MAX);
    assertThat(read("{\"a\":[" + many + ",7]}").last("a")).isEqualTo("7");
    assertThat(read("{\"a\":[7,[]]}").last("a")).isEmpty();
  }

  @Test
  void bytesThatAreNoTextHideNothing() throws UnreadableEvent {
    byte[] utf8 = "{\"a\":\"x?y\"}".getBytes(StandardCharsets.UTF_8);
    utf8[7] = (byte) 0xff;
    assertThat(Fields.read(utf8, 0, utf8.length).text("a")).isEqualTo("x\ufffdy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "[{}]", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}"})
  void whatIsNotOneObjectIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableEvent.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-07-29T13:03:25Z, 2021-07-29T13:03:25Z",
    "2021-07-29T13:03:25.123456789Z, 2021-07-29T13:03:25.123456789Z",
    "2021-07-29T15:03:25.5+02:00, 2021-07-29T13:03:25.5Z",
    "29/Jul/2021:11:03:25 -0200, 2021-07-29T13:03:25Z",
    "1627563805, 2021-07-29T13:03:25Z",
    "1627563805.123, 2021-07-29T13:03:25.123Z",
    "0, 1970-01-01T00:00:00Z"
  })
  void timesAreReadAsLogsWriteThem(String written, String time) throws UnreadableEvent {
    assertThat(Moments.of("at", written)).isEqualTo(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "999999999999",
        "1e9",
        "-1",
        "30/Feb/2021:11:03:25 -0200",
        "2021-07-29T13:03:25",
        "29/Jul/2021"
      })
  void whatIsNoTimeOfALogIsRefused(String written) {
    assertThatThrownBy(() -> Moments.of("at", written))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("`at` is no instant");
  }
}
