package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {
  private static final String TEXT =
      "{\"a\":[1,-0.50,\"\\\"\\\\\\n\\r\\t\\u0000\\u001f/é😀\",true,false,null],\"b\":{},\"c\":[]}";

  private static Json read(String text) throws SyntaxException {
    return JsonReader.read(new Source("a.json", text));
  }

  @Test
  void compactTextIsReadBackAndWrittenTheSame() throws SyntaxException {
    assertThat(JsonWriter.compact(read(TEXT))).isEqualTo(TEXT);
  }

  @Test
  void prettyTextIsReadBackAsTheSameTree() throws SyntaxException {
    assertThat(read(JsonWriter.pretty(read(TEXT)))).isEqualTo(read(TEXT));
    assertThat(JsonWriter.pretty(read("{\"a\":[1,{}],\"b\":{\"c\":[]}}")))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {}
              ],
              "b": {
                "c": []
              }
            }\
            """);
  }

  @Test
  void depthIsNoMatterToTheWriter() {
    Json json = Json.integer(1);
    for (int i = 0; i < 100_000; i++) {
      json = Json.object(Json.Member.of("a", json));
    }
    assertThat(JsonWriter.compact(json)).hasSize(600_001);
  }
}
