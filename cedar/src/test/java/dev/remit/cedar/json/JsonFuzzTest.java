package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SmallStack;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Any text at all is read or refused politely, on a small stack.
final class JsonFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final List<Refusals.Reader> READERS =
      List.of(
          JsonReader::read,
          ValueJson::read,
          EntitiesJson::read,
          ContextJson::read,
          RequestJson::read,
          PolicyJson::read,
          PolicySetJson::read,
          LinksJson::read);
  private static final List<String> SEEDS =
      List.of(
          "{\"a\":[1,-0.5e3,\"\\u00e9\\ud83d\\ude00\",true,false,null]}",
          "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{\"x\":{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}},"
              + "\"y\":[{\"__entity\":{\"type\":\"A\",\"id\":\"b\"}}]},\"parents\":[{\"__entity\":{\"type\":\"A\","
              + "\"id\":\"b\"}}],\"tags\":{\"t\":{\"__extn\":{\"fn\":\"offset\",\"args\":[]}}}}]",
          "{\"principal\":\"A::\\\"b\\\"\",\"action\":{\"type\":\"Action\",\"id\":\"c\"},\"resource\":"
              + "{\"type\":\"D\",\"id\":\"e\"},\"context\":{\"f\":1}}",
          "{\"effect\":\"permit\",\"principal\":{\"op\":\"==\",\"entity\":{\"type\":\"A\",\"id\":\"b\"}},"
              + "\"action\":{\"op\":\"in\",\"entities\":[{\"type\":\"Action\",\"id\":\"b\"}]},\"resource\":{\"op\":"
              + "\"is\",\"entity_type\":\"A\",\"in\":{\"slot\":\"?resource\"}},\"conditions\":[{\"kind\":\"when\","
              + "\"body\":{\"&&\":{\"left\":{\"has\":{\"left\":{\"Var\":\"context\"},\"attr\":[\"a\",\"b\"]}},\"right\":"
              + "{\"like\":{\"left\":{\"Value\":\"x\"},\"pattern\":[\"Wildcard\",{\"Literal\":\"a\"}]}}}}},{\"kind\":"
              + "\"unless\",\"body\":{\"if-then-else\":{\"if\":{\"Set\":[{\"Value\":1}]},\"then\":{\"Record\":{\"a\":"
              + "{\"ip\":[{\"Value\":\"1\"}]}}},\"else\":{\"neg\":{\"arg\":{\"Value\":-1}}}}}}],\"annotations\":"
              + "{\"id\":null}}",
          "{\"staticPolicies\":{},\"templates\":{},\"templateLinks\":[{\"templateId\":\"t\",\"newId\":\"l\","
              + "\"values\":{\"?principal\":{\"type\":\"A\",\"id\":\"b\"}}}]}",
          "[{\"template_id\":\"t\",\"link_id\":\"l\",\"args\":{\"?principal\":\"A::\\\"b\\\"\"}}]");

  @Test
  void anyTextIsReadOrRefusedPolitely() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    int refused =
        SmallStack.call(
            256 * 1024,
            () -> {
              int count = 0;
              for (int i = 0; i < CASES; i++) {
                count += refusals(mutant(random));
              }
              return count;
            });
    assertThat(refused).isBetween(CASES, CASES * READERS.size());
  }

  private static int refusals(String text) {
    int refused = 0;
    for (Refusals.Reader reader : READERS) {
      try {
        assertThat(reader.read(new Source("fuzz", text))).isNotNull();
      } catch (SyntaxException e) {
        refused++;
        assertThat(e.diagnostics()).isNotEmpty().allSatisfy(JsonFuzzTest::isPolite);
      }
    }
    return refused;
  }

  private static void isPolite(Diagnostic diagnostic) {
    assertThat(diagnostic.headline()).doesNotContain("\n", "\r");
    assertThat(diagnostic.span().end()).isLessThanOrEqualTo(diagnostic.source().text().length());
    assertThat(diagnostic.render()).isNotEmpty();
  }

  private static String mutant(RandomGenerator random) {
    StringBuilder text = new StringBuilder(pick(random));
    int edits = random.nextInt(1, 5);
    for (int i = 0; i < edits; i++) {
      edit(random, text);
    }
    return text.toString();
  }

  private static String pick(RandomGenerator random) {
    return SEEDS.get(random.nextInt(SEEDS.size()));
  }

  private static void edit(RandomGenerator random, StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(1, 9));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end));
      case 2 ->
          text.insert(
              at, "{}[]\":,\\u0019-.eE\u0000\ud83d\ud800\udfff\n".charAt(random.nextInt(19)));
      case 3 -> {
        String other = pick(random);
        int from = random.nextInt(other.length());
        text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(1, 40)));
      }
      default -> text.replace(at, end, "null");
    }
  }
}
