package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.conformance.generate.BareForms;
import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.SchemaTexts;
import dev.remit.conformance.generate.Shape;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.JsonForms;
import dev.remit.conformance.world.OwnEngine;
import dev.remit.conformance.world.World;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Entities and contexts by a schema, without the escapes that it makes needless, are accepted or
/// refused by both alike, and mean the same to the policies; a twentieth of `-Dfuzz.cases=` each,
/// because the official engine reads the schema anew for every one.
final class TypedReadingFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000) / 20;
  private static final int ASKS_PER_WORLD = 4;
  private static final int FOUND_MAX = 5;

  private final Draw draw = new Draw(Seeds.seed(20_261_125));
  private final BareForms bare = new BareForms(draw);
  private final List<String> found = new ArrayList<>();

  @Test
  void entitiesAreAcceptedAlike() throws SyntaxException {
    int accepted = 0;
    int asked = 0;
    while (asked < CASES && found.size() < FOUND_MAX) {
      WorldGenerator generator = new WorldGenerator(draw.nextLong());
      String schema = SchemaTexts.of(draw, generator.shape());
      Schema ours = SchemaParser.parse(new Source("schema", schema));
      for (JsonNode entity : bare.of(JsonForms.parse(generator.world().entities()))) {
        String text = "[" + entity + "]";
        boolean reads = reads(text, ours);
        if (reads != Oracle.validateEntities(text, schema).isAccepted()) {
          found.add((reads ? "we alone accept " : "we alone refuse ") + text + "\nby " + schema);
        }
        accepted += reads ? 1 : 0;
        asked++;
      }
    }
    assertThat(found).isEmpty();
    assertThat(accepted).isBetween(asked / 3, asked * 19 / 20);
  }

  private static boolean reads(String entities, Schema schema) {
    try {
      EntitiesJson.read(new Source("entities", entities), schema);
      return true;
    } catch (SyntaxException _) {
      return false;
    }
  }

  @Test
  void whatIsAcceptedIsDecidedAlike() throws SyntaxException {
    int accepted = 0;
    int asked = 0;
    while (asked < CASES && found.size() < FOUND_MAX) {
      WorldGenerator generator = new WorldGenerator(draw.nextLong());
      String schema = SchemaTexts.of(draw, generator.shape());
      World drawn = generator.world();
      World world = new World(drawn.policies(), drawn.links(), entities(drawn, schema));
      for (Ask ask : generator.asks(ASKS_PER_WORLD)) {
        if (fits(ask, generator.shape())) {
          accepted += compare(world, schema, bare(ask)) ? 1 : 0;
          asked++;
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(accepted).isBetween(asked / 3, asked * 19 / 20);
  }

  /// Those that conform to the schema, and in every other world the actions, which conform only
  /// together.
  private String entities(World world, String text) throws SyntaxException {
    Schema schema = SchemaParser.parse(new Source("schema", text));
    boolean withActions = draw.percent(50);
    ArrayNode conforming = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entity : bare.of(JsonForms.parse(world.entities()))) {
      if (isAction(entity) ? withActions : reads("[" + entity + "]", schema)) {
        conforming.add(entity);
      }
    }
    return conforming.toString();
  }

  private static boolean isAction(JsonNode entity) {
    return entity.at("/uid/type").asText().endsWith("Action");
  }

  private Ask bare(Ask ask) {
    String context = bare.of(JsonForms.parse(ask.context())).toString();
    return new Ask(ask.principal(), ask.action(), ask.resource(), context);
  }

  /// Whether the action applies to the others, which the reader of a context does not ask.
  private static boolean fits(Ask ask, Shape shape) {
    return shape.actions().stream()
        .anyMatch(action ->
            action.type().equals(ask.action().type())
                && action.id().equals(ask.action().id())
                && action.principals().contains(ask.principal().type())
                && action.resources().contains(ask.resource().type()));
  }

  /// Whether both accept it.
  private boolean compare(World world, String schema, Ask ask) {
    Verdict<Answer> official =
        DeepStack.call(() ->
            Oracle.authorize(
                world.forOracle(),
                world.entities(),
                ask.forOracle(),
                TextNode.valueOf(schema).toString(),
                true));
    Verdict<Answer> ours = DeepStack.call(() -> new OwnEngine().decide(world, ask, schema));
    if (!Comparison.outcome(official).equals(Comparison.outcome(ours))) {
      found.add("%s\n%s\nof %s\nin %s\nby %s".formatted(official, ours, ask, world, schema));
    }
    return ours.isAccepted();
  }
}
