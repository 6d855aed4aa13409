package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.text.PolicyFormatter;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.cedar.text.PolicyPrinter;
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

/// What we print of a policy, and what we make of its layout, is the same policy, to us and to the
/// official engine; a quarter of `-Dfuzz.cases=` policies.
final class PolicyPrintFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000) / 4;

  /// One way of writing a text again.
  private interface Rewriting {
    String rewrite(Source source) throws SyntaxException;
  }

  @Test
  void aPrintedPolicyIsTheSamePolicy() throws SyntaxException {
    hold(source -> PolicyPrinter.print(only(source)));
  }

  @Test
  void aFormattedPolicyIsTheSamePolicy() throws SyntaxException {
    hold(PolicyFormatter::format);
  }

  private static void hold(Rewriting rewriting) throws SyntaxException {
    Draw seeds = new Draw(Seeds.seed(20_261_125));
    for (int asked = 0; asked < CASES; ) {
      World world = new WorldGenerator(seeds.nextLong()).world();
      Optional<World> official = JsonForms.of(world);
      if (official.isPresent()) {
        World rewritten = rewritten(world, rewriting);
        assertThat(trees(JsonForms.of(rewritten).orElseThrow())).isEqualTo(trees(official.get()));
      }
      asked += world.policies().size();
    }
  }

  private static List<JsonNode> trees(World json) {
    return json.policies().stream().map(policy -> JsonForms.policy(policy.content())).toList();
  }

  private static World rewritten(World world, Rewriting rewriting) throws SyntaxException {
    List<PolicyText> policies = new ArrayList<>();
    for (PolicyText policy : world.policies()) {
      Source source = new Source("drawn", policy.content());
      Source again = new Source("rewritten", rewriting.rewrite(source));
      assertThat(only(again)).as(again.text()).isEqualTo(only(source));
      assertThat(rewriting.rewrite(again)).isEqualTo(again.text());
      policies.add(
          new PolicyText(policy.id(), PolicyText.Form.TEXT, policy.template(), again.text()));
    }
    return new World(policies, world.links(), world.entities());
  }

  private static Policy only(Source source) throws SyntaxException {
    return PolicyParser.parse(source).getFirst();
  }
}
