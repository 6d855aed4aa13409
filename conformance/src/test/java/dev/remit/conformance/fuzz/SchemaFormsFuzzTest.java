package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.SchemaJson;
import dev.remit.cedar.schema.InexpressibleException;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.schema.SchemaPrinter;
import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.SchemaTexts;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.testkit.Seeds;
import org.junit.jupiter.api.Test;

/// A schema means the same whichever form it is in and whoever converted it; a tenth of
/// `-Dfuzz.cases=` schemas.
final class SchemaFormsFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000) / 10;

  @Test
  void aSchemaMeansTheSameInEveryForm() throws SyntaxException, InexpressibleException {
    Draw seeds = new Draw(Seeds.seed(20_261_126));
    for (int i = 0; i < CASES; i++) {
      long seed = seeds.nextLong();
      hold(SchemaTexts.of(new Draw(seed), new WorldGenerator(seed).shape()));
    }
  }

  private static void hold(String text) throws SyntaxException, InexpressibleException {
    Schema schema = ofText(text);
    String json = JsonWriter.compact(SchemaJson.write(schema));
    String printed = SchemaPrinter.print(schema);
    assertThat(ofJson(Oracle.schemaToJson(text).require())).as(text).isEqualTo(schema);
    assertThat(ofJson(json)).as(text).isEqualTo(schema);
    assertThat(ofText(Oracle.schemaToText(json).require())).as(text).isEqualTo(schema);
    assertThat(ofText(printed)).as(text).isEqualTo(schema);
    assertThat(ofJson(Oracle.schemaToJson(printed).require())).as(text).isEqualTo(schema);
  }

  private static Schema ofText(String text) throws SyntaxException {
    return SchemaParser.parse(new Source("text", text));
  }

  private static Schema ofJson(String json) throws SyntaxException {
    return SchemaJson.read(new Source("json", json));
  }
}
