package dev.remit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.SchemaJson;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SmallStack;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Any bytes at all are a schema, or are refused with places and words. `-Dfuzz.cases=` says how
/// many there are.
final class SchemaMutationTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000) / 5;
  private static final int STACK_BYTES = 256 * 1024;
  private static final String TEXT =
      """
      @a("b") namespace N { entity A, B in [A] { a: Set<{ "b c"?: T }>, } tags Long;
      type T = __cedar::String; entity E enum ["x", "\\u{1F600}"]; // comment
      action v, "w" in [N::Action::"u"] appliesTo { principal: A, resource: [B], context: {} };
      action u; }
      """;

  private interface Reader {
    Schema read(Source source) throws SyntaxException;
  }

  @Test
  void anyTextIsReadOrRefused() {
    check(TEXT, SchemaParser::parse);
  }

  @Test
  void anyJsonIsReadOrRefused() {
    check(JsonWriter.compact(SchemaJson.write(Schemas.of(TEXT))), SchemaJson::read);
  }

  private static void check(String sample, Reader reader) {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    int accepted =
        SmallStack.call(
            STACK_BYTES,
            () -> {
              int read = 0;
              for (int i = 0; i < CASES; i++) {
                read += isRead(mutate(sample, random), reader) ? 1 : 0;
              }
              return read;
            });
    assertThat(accepted).isBetween(1, CASES - 1);
  }

  private static boolean isRead(String text, Reader reader) {
    try {
      reader.read(new Source("fuzz", text));
      return true;
    } catch (SyntaxException e) {
      for (Diagnostic diagnostic : e.diagnostics()) {
        assertThat(diagnostic.render()).isNotBlank();
        assertThat(diagnostic.span().end()).isLessThanOrEqualTo(text.length());
      }
      return false;
    }
  }

  /// `sample` as bytes with a few of them changed, left out, put in, or repeated many times.
  private static String mutate(String sample, RandomGenerator random) {
    StringBuilder bytes =
        new StringBuilder(
            new String(sample.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length());
      switch (random.nextInt(4)) {
        case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
        case 1 -> bytes.deleteCharAt(at);
        case 2 -> bytes.insert(at, (char) random.nextInt(256));
        default -> {
          int end = Math.min(bytes.length(), at + 1 + random.nextInt(8));
          bytes.insert(at, bytes.substring(at, end).repeat(random.nextInt(100)));
        }
      }
    }
    return new String(
        bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
