package dev.remit.pdp.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which values a walk replaces, and in what order.
final class FieldWalkTest {
  private final List<Json> seen = new ArrayList<>();

  private FieldWalk walk(String... paths) {
    return FieldWalk.of(
        Stream.of(paths).map(SensitivePath::parse).toList(),
        value -> {
          seen.add(value);
          return Json.integer(seen.size());
        });
  }

  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String walked(FieldWalk walk, String text) {
    return JsonWriter.compact(
        walk.object(json(text), EnumSet.of(SensitivePath.Part.CONTEXT, SensitivePath.Part.ACTION)));
  }

  @Test
  void valuesAreReplacedInTheOrderInWhichTheyStand() {
    FieldWalk walk = walk("action.c", "context.a.b", "context.*.d");
    assertThat(walked(walk, "{\"a\":[{\"b\":\"x\"},{\"d\":[0]}],\"c\":{\"d\":7},\"e\":{\"d\":8}}"))
        .isEqualTo("{\"a\":[{\"b\":1},{\"d\":2}],\"c\":3,\"e\":{\"d\":4}}");
    assertThat(seen.stream().map(JsonWriter::compact))
        .containsExactly("\"x\"", "[0]", "{\"d\":7}", "8");
    assertThat(walk.found()).hasToString("[context.a.b, context.*.d, action.c]");
  }

  @Test
  void ofTwoPathsOneAboveTheOtherTheUpperOneDecides() {
    FieldWalk walk = walk("context.a.b", "context.a");
    assertThat(walked(walk, "{\"a\":{\"b\":5}}")).isEqualTo("{\"a\":1}");
    assertThat(walk.found()).hasToString("[context.a]");
  }

  @Test
  void whatIsAbsentOrNullIsNotFound() {
    FieldWalk walk = walk("context.a", "context.b.c", "subject.d");
    String text = "{\"a\":null,\"b\":[1,\"c\"],\"d\":2,\"authorization\":3}";
    assertThat(walked(walk, text)).isEqualTo(text);
    assertThat(walk.found()).isEmpty();
    assertThat(seen).isEmpty();
  }

  @Test
  void fieldsToEncryptAreBounded() {
    List<SensitivePath> paths = Collections.nCopies(256, SensitivePath.parse("context.a"));
    assertThat(new EncryptedFields(paths).paths()).hasSize(256);
    assertThatThrownBy(() -> new EncryptedFields(Collections.nCopies(257, paths.getFirst())))
        .hasMessage("257 paths, more than 256");
  }
}
