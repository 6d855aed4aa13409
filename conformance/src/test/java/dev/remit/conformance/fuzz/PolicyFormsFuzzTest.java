package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.world.JsonForms;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.World;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The JSON form that we write of a policy is the one that the official engine writes, and what it
/// writes we read; `-Dfuzz.cases=` says how many policies.
final class PolicyFormsFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final int FOUND_MAX = 10;

  private final List<String> found = new ArrayList<>();

  @Test
  void theJsonFormOfAPolicyIsTheOfficialOne() throws SyntaxException {
    Draw seeds = new Draw(Seeds.seed(20_261_124));
    for (int asked = 0; asked < CASES && found.size() < FOUND_MAX; ) {
      World text = new WorldGenerator(seeds.nextLong()).world();
      Optional<World> json = JsonForms.of(text);
      if (json.isPresent()) {
        compare(text.policies(), json.get().policies());
      }
      asked += text.policies().size();
    }
    assertThat(found).isEmpty();
  }

  private void compare(List<PolicyText> texts, List<PolicyText> jsons) throws SyntaxException {
    for (int i = 0; i < texts.size(); i++) {
      Source text = new Source("text", texts.get(i).content());
      Source json = new Source("json", jsons.get(i).content());
      JsonNode official = JsonForms.policy(json.text());
      expect(official, PolicyParser.parse(text).getFirst(), text);
      expect(official, PolicyJson.read(json), json);
    }
  }

  private void expect(JsonNode official, Policy policy, Source source) {
    String ours = JsonWriter.compact(PolicyJson.write(policy));
    if (!JsonForms.parse(ours).equals(official)) {
      found.add("of " + source.text() + "\nours     " + ours + "\nofficial " + official);
    }
  }
}
