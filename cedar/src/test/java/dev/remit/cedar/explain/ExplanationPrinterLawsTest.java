package dev.remit.cedar.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.RandomWorld;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What holds of every explanation that is shown.
final class ExplanationPrinterLawsTest {
  private static final int WORLDS = 100;
  private static final int WIDTH = 80;

  @Test
  void everyExplanationCanBeShown() throws SyntaxException {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random);
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      for (Request request : world.requests()) {
        Explanation explanation = engine.explain(request, world.entities());
        printed(explanation);
        written(explanation);
      }
    }
  }

  private static void printed(Explanation explanation) {
    List<String> lines =
        ExplanationPrinter.print(explanation, PolicySources.NONE, WIDTH).lines().toList();
    assertThat(lines)
        .allMatch(line -> Lines.width(line) <= WIDTH)
        .noneMatch(line -> line.endsWith(" "));
    assertThat(lines.getFirst()).startsWith(explanation.permitted() ? "permit: " : "deny: ");
  }

  private static void written(Explanation explanation) throws SyntaxException {
    Json json = ExplanationJson.write(explanation);
    Source text = new Source("explanation", JsonWriter.compact(json));
    assertThat(JsonReader.read(text).equals(json)).isTrue();
  }
}
