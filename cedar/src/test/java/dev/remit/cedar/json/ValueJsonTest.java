package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueJsonTest {
  private static Value read(String text) throws SyntaxException {
    return ValueJson.read(new Source("a.json", text));
  }

  private static List<String> refusal(String text) {
    return Refusals.of(ValueJson::read, text);
  }

  @Test
  void everyKindOfValueIsReadAndWrittenTheSame() throws SyntaxException {
    Map<String, Value> texts =
        Map.of(
            "true",
            BoolValue.TRUE,
            "-9223372036854775808",
            new LongValue(Long.MIN_VALUE),
            "\"é\\n\"",
            new StringValue("é\n"),
            "[1,\"a\",[]]",
            SetValue.of(new LongValue(1), new StringValue("a"), SetValue.EMPTY),
            "{\"a\":1,\"b c\":{}}",
            RecordValue.of(Map.of("a", new LongValue(1), "b c", RecordValue.EMPTY)),
            "{\"__entity\":{\"type\":\"A::B\",\"id\":\"\"}}",
            EntityUid.of("A::B", ""),
            "{\"__extn\":{\"fn\":\"decimal\",\"arg\":\"1.5\"}}",
            new DecimalValue(15_000),
            "{\"__extn\":{\"fn\":\"duration\",\"arg\":\"1d\"}}",
            new DurationValue(86_400_000));
    for (Map.Entry<String, Value> text : texts.entrySet()) {
      assertThat(read(text.getKey())).isEqualTo(text.getValue());
      assertThat(JsonWriter.compact(ValueJson.write(text.getValue()))).isEqualTo(text.getKey());
    }
  }

  @Test
  void duplicatesInASetCountOnce() throws SyntaxException {
    assertThat(read("[1,1,\"a\"]")).isEqualTo(SetValue.of(new LongValue(1), new StringValue("a")));
  }

  @Test
  void aDatetimeBeyondTheYear9999IsWrittenAsAnOffset() throws SyntaxException {
    for (long millis : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800_000L}) {
      Value value = new DatetimeValue(millis);
      assertThat(read(JsonWriter.compact(ValueJson.write(value)))).isEqualTo(value);
    }
  }

  @Test
  void anExtensionTakesItsArgumentAloneOrInAList() throws SyntaxException {
    assertThat(read("{\"__extn\":{\"fn\":\"ip\",\"args\":[\"::1\"]}}"))
        .isEqualTo(read("{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}}"));
  }

  @Test
  void anEscapeNameBesideOthersIsAnAttribute() throws SyntaxException {
    assertThat(read("{\"__entity\":{\"type\":\"A\",\"id\":\"b\"},\"x\":1}"))
        .isEqualTo(
            RecordValue.of(
                Map.of(
                    "__entity",
                    RecordValue.of(
                        Map.of("type", new StringValue("A"), "id", new StringValue("b"))),
                    "x",
                    new LongValue(1))));
    assertThat(read("{\"__extn\":1,\"__entity\":2}")).isInstanceOf(RecordValue.class);
  }

  @Test
  void aRecordThatWouldBeReadAsAnEscapeIsNotWritten() {
    Value record = RecordValue.of(Map.of("__entity", new LongValue(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> ValueJson.write(record));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[null]",
        "{\"a\":null}",
        "1.5",
        "1.0",
        "1e3",
        "-0",
        "9223372036854775808",
        "-9223372036854775809",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{\"__entity\":\"A::\\\"b\\\"\"}",
        "{\"__entity\":{\"type\":\"A\"}}",
        "{\"__entity\":{\"type\":\"A\",\"id\":1}}",
        "{\"__entity\":{\"type\":\"A :: B\",\"id\":\"\"}}",
        "{\"__entity\":{\"type\":\"\",\"id\":\"\"}}",
        "{\"__entity\":{\"type\":\"in\",\"id\":\"\"}}",
        "{\"__entity\":{\"type\":\"__cedar::A\",\"id\":\"\"}}",
        "{\"__entity\":{\"type\":\"A\",\"id\":\"b\",\"x\":1}}",
        "{\"__expr\":\"1\"}",
        "{\"__extn\":\"ip\"}",
        "{\"__extn\":{\"fn\":\"ip\"}}",
        "{\"__extn\":{\"arg\":\"::1\"}}",
        "{\"__extn\":{\"fn\":\"ip\",\"arg\":1}}",
        "{\"__extn\":{\"fn\":\"ip\",\"arg\":\"1.2.3\"}}",
        "{\"__extn\":{\"fn\":\"ip\",\"args\":[]}}",
        "{\"__extn\":{\"fn\":\"ip\",\"args\":[\"::1\",\"::1\"]}}",
        "{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\",\"args\":[]}}",
        "{\"__extn\":{\"fn\":\"nothing\",\"arg\":\"::1\"}}",
        "{\"__extn\":{\"fn\":\"unknown\",\"arg\":\"x\"}}",
        "{\"__extn\":{\"fn\":\"decimal\",\"arg\":\"1\"}}",
        "{\"__extn\":{\"fn\":\"datetime\",\"arg\":\"2024-10-15\\n\"}}",
        "{\"__extn\":{\"fn\":\"offset\",\"args\":[1,2]}}",
        "{\"__extn\":{\"fn\":\"offset\",\"arg\":1}}"
      })
  void whatIsNoValueIsRefusedOnce(String text) {
    assertThat(refusal(text)).hasSize(1);
  }

  @Test
  void everyMistakeIsReported() {
    assertThat(
            refusal(
                "{\"a\": null,\n \"b\": [1.5, {\"__extn\": {\"fn\": \"ip\", \"arg\": \"x\"}}]}"))
        .containsExactly(
            "a.json:1:7: Cedar has no null; leave the member out",
            "a.json:2:8: `1.5` is no integer of 64 bits; write a whole number, or a decimal",
            "a.json:2:44: `x` is no ip; write an address or a range, as `10.0.0.1` or"
                + " `10.0.0.0/8`");
  }

  @Test
  void depthIsBounded() throws SyntaxException {
    int max = Limits.VALUE_DEPTH_MAX;
    assertThat(read("[".repeat(max) + "]".repeat(max))).isInstanceOf(SetValue.class);
    assertThat(refusal("[".repeat(max + 1) + "]".repeat(max + 1)))
        .containsExactly("a.json:1:65: a value nested deeper than 64 levels; flatten it");
    String record = "{\"a\":".repeat(max + 1) + "1" + "}".repeat(max + 1);
    assertThat(refusal(record)).hasSize(1);
  }

  @Test
  void aContextIsARecordAndNoEscape() throws SyntaxException {
    assertThat(ContextJson.read(new Source("a.json", "{\"a\":1}")))
        .isEqualTo(RecordValue.of(Map.of("a", new LongValue(1))));
    for (String other :
        List.of("[]", "null", "1", "{\"__entity\":{\"type\":\"A\",\"id\":\"b\"}}")) {
      assertThat(Refusals.of(ContextJson::read, other)).hasSize(1);
    }
  }
}
