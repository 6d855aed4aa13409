package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.testkit.SmallStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  private static Json read(String text) throws SyntaxException {
    return JsonReader.read(new Source("a.json", text));
  }

  private static List<String> refusal(String text) {
    SyntaxException refused = catchThrowableOfType(SyntaxException.class, () -> read(text));
    assertThat(refused).as(text).isNotNull();
    return refused.diagnostics().stream().map(Diagnostic::headline).toList();
  }

  @Test
  void everyKindOfValueIsReadWithItsPlace() throws SyntaxException {
    String text = " {\"a\": [1, -0.5, \"x\\n\", true, null], \"b\\\"\":{}}\n";
    Json.JsonObject object = (Json.JsonObject) read(text);
    Source source = new Source("a.json", text);
    assertThat(source.text(object.span())).isEqualTo(text.strip());
    assertThat(object.members().stream().map(member -> source.text(member.nameSpan())))
        .containsExactly("\"a\"", "\"b\\\"\"");
    Json.JsonArray array = (Json.JsonArray) object.members().getFirst().value();
    assertThat(array.elements().stream().map(element -> source.text(element.span())))
        .containsExactly("1", "-0.5", "\"x\\n\"", "true", "null");
    assertThat(array.elements().get(2)).isEqualTo(Json.string("x\n"));
  }

  @Test
  void placesAreRightFarIntoALongText() throws SyntaxException {
    String filler = "\"" + "é\\u00e9".repeat(20_000) + "\"";
    String text = "[" + filler + ",\n {\"name\": 12345}]";
    Json.JsonArray array = (Json.JsonArray) read(text);
    Source source = new Source("a.json", text);
    Json.Member member = ((Json.JsonObject) array.elements().getLast()).members().getFirst();
    assertThat(source.text(array.elements().getFirst().span())).isEqualTo(filler);
    assertThat(source.text(member.nameSpan())).isEqualTo("\"name\"");
    assertThat(source.text(member.value().span())).isEqualTo("12345");
  }

  @Test
  void integersOfSixtyFourBitsAreExactAndNoOthersAreIntegers() throws SyntaxException {
    assertThat(read("9223372036854775807")).isEqualTo(Json.integer(Long.MAX_VALUE));
    assertThat(read("-9223372036854775808")).isEqualTo(Json.integer(Long.MIN_VALUE));
    for (String other :
        List.of("9223372036854775808", "-9223372036854775809", "-0", "1.0", "1e2")) {
      assertThat(read(other)).isInstanceOf(Json.JsonNumber.class);
      assertThat(((Json.JsonNumber) read(other)).literal()).isEqualTo(other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{a:1}",
        "{\"a\":1,}",
        "[1,]",
        "[1 2]",
        "nul",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "NaN",
        "'a'",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"abc",
        "[",
        "{\"a\"",
        "[1}",
        "1 2",
        "[1]]",
        "// x\n1",
        "/* */1",
        "\uFEFF1",
        "1x",
        "\"\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "\"\ud83d\""
      })
  void whatIsNotStrictJsonIsRefused(String text) {
    assertThat(refusal(text)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a" 1}    | a.json:1:6: unexpected `1`; write a `:` between a name and its value
          {"a":1,}   | a.json:1:8: unexpected `}`; remove the `,` before it
          {"a":1, 2} | a.json:1:9: unexpected `2`; write a member name in double quotes
          [1, ]      | a.json:1:5: unexpected `]`; remove the `,` before it
          {"a":}     | a.json:1:6: unexpected `}`; write a value
          ]          | a.json:1:1: unexpected `]`; remove it
          [1 2]      | a.json:1:4: unexpected `2`; write a `,` between two of a list, or close the list
          [1}        | a.json:1:3: unexpected `}`; first close the array that begins at column 1 with `]`
          [1         | a.json:1:2: the JSON text ends within the array that begins at column 1; write the rest, or close it with `]`
          [{"a":"\\"] | a.json:1:10: the JSON text ends within the string that begins at column 7; write the rest, or close it with `"}]`
          {"a",      | a.json:1:5: unexpected `,`; write a `:` between a name and its value
          [1,        | a.json:1:3: the JSON text ends within the array that begins at column 1; write the rest, or close it with `]`
          {"a":1,    | a.json:1:7: the JSON text ends within the object that begins at column 1; write the rest, or close it with `}`
          -          | a.json:1:1: the JSON text ends too early; write the rest of it
          [] []      | a.json:1:4: a JSON text is one value, and something follows it; remove it
          [nul]      | a.json:1:2: unexpected `n`; write a value; text stands in double quotes
          [//1]      | a.json:1:2: unexpected `/`; JSON has no comments
          [012]      | a.json:1:3: unexpected `1`; write a number as in `-12` or `0.5`
          """)
  void aRefusalSaysWhereAndWhatToDo(String text, String expected) {
    assertThat(refusal(text)).containsExactly(expected);
  }

  @Test
  void aTextThatBreaksOffIsPointedAtWhereItDoes() {
    assertThat(refusal("[\n  {\"a\": [1,\n    2,\n\n  \n"))
        .containsExactly(
            "a.json:3:6: the JSON text ends within the array that begins at 2:9; write the rest,"
                + " or close it with `]}]`");
    assertThat(refusal("[".repeat(9)))
        .containsExactly(
            "a.json:1:9: the JSON text ends within the array that begins at column 9; write the"
                + " rest, or close it with `]]]]]…`");
  }

  @Test
  void aStringThatDoesNotEndOnItsLineIsPointedAt() {
    String told =
        "this string does not end on its line; close it with `\"`, or write a line end as"
            + " `\\n`";
    assertThat(refusal("{\"a\": \"x,\n \"b\": 1}")).containsExactly("a.json:1:7: " + told);
    assertThat(refusal("{\"a: 1,\r\n \"b\": 1}")).containsExactly("a.json:1:2: " + told);
  }

  @Test
  void aByteOrderMarkIsNamed() {
    assertThat(refusal("\uFEFF[]"))
        .containsExactly("a.json:1:1: unexpected U+FEFF; save the file without a byte order mark");
  }

  @Test
  void everyNameGivenTwiceIsReported() {
    assertThat(refusal("{\"a\":1,\n \"a\":{\"b\":1,\"b\":2},\n \"\\u0061\":3}"))
        .containsExactly(
            "a.json:2:2: `a` is given twice; remove one of them",
            "a.json:2:13: `b` is given twice; remove one of them",
            "a.json:3:2: `a` is given twice; remove one of them");
  }

  @Test
  void aNameGivenTwiceIsFoundAmongMany() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      members.append("\"n").append(i).append("\":0,");
    }
    assertThat(refusal("{" + members + "\"n39\":1}")).hasSize(1);
    assertThat(refusal("{" + members + "\"n0\":1}")).hasSize(1);
  }

  @Test
  void nestingIsBoundedAlsoOnASmallStack() throws SyntaxException {
    int max = Limits.JSON_DEPTH_MAX;
    assertThat(read("[".repeat(max) + "]".repeat(max)).span().end()).isEqualTo(2 * max);
    String deeper = "[".repeat(max + 1) + "]".repeat(max + 1);
    assertThat(refusal(deeper)).first().asString().contains("deeper than 256 levels");
    assertThat(SmallStack.call(256 * 1024, () -> refusal("[".repeat(1_000_000)))).hasSize(1);
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThat(refusal(" ".repeat(Limits.SOURCE_LENGTH_MAX) + "1"))
        .first()
        .asString()
        .contains("more than " + Limits.SOURCE_LENGTH_MAX);
  }
}
