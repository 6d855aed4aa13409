package dev.remit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.TarGz;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The public corpus with its validation results: every tenth case, all of them with
/// `-Dvalidation.every=1`.
final class CorpusValidationTest {
  private static final int EVERY = Integer.getInteger("validation.every", 10);

  private final PolicyValidator validator = new OfficialValidator();

  @Test
  void agreesWithThePublishedResults() throws SyntaxException, ValidatorException {
    SortedMap<String, String> expected =
        byName(TarGz.texts(SharedData.require("cedar/corpus-validation.tar.gz"), _ -> true));
    SortedMap<String, String> corpus =
        byName(TarGz.texts(SharedData.require("cedar/corpus-tests.tar.gz"), _ -> true));
    List<String> disagreements = new ArrayList<>();
    int cases = 0;
    for (Map.Entry<String, String> result : expected.entrySet()) {
      if (cases++ % EVERY == 0) {
        String name = result.getKey().replace(".validation.json", "");
        disagreements.addAll(disagreements(name, corpus, result.getValue()));
      }
    }
    assertThat(cases).isGreaterThan(5_000);
    assertThat(disagreements).isEmpty();
  }

  private static SortedMap<String, String> byName(Map<String, String> files) {
    SortedMap<String, String> byName = new TreeMap<>();
    files.forEach((path, text) -> byName.put(path.substring(path.lastIndexOf('/') + 1), text));
    return byName;
  }

  private List<String> disagreements(String name, Map<String, String> corpus, String expected)
      throws SyntaxException, ValidatorException {
    List<String> found = new ArrayList<>();
    Schema schema = SchemaParser.parse(source(name + ".cedarschema", corpus));
    String policies = source(name + ".cedar", corpus).text();
    List<Finding> ofPolicies = validator.validatePolicies(Worlds.policies(policies), schema);
    if (ofPolicies.stream().noneMatch(Finding::isError) != isStrictlyValid(expected)) {
      found.add(name + " policies: " + ofPolicies);
    }
    Entities entities = EntitiesJson.read(source(name + ".entities.json", corpus));
    List<Finding> ofEntities = validator.validateEntities(entities, schema);
    if (!ofEntities.isEmpty()) {
      found.add(name + " entities: " + ofEntities);
    }
    return found;
  }

  private static Source source(String name, Map<String, String> corpus) {
    return new Source(name, Objects.requireNonNull(corpus.get(name), name));
  }

  /// Every case has results for its policies; all entities and requests of all cases are valid.
  private static boolean isStrictlyValid(String expected) throws SyntaxException {
    Json json = JsonReader.read(new Source("expected", expected));
    return json instanceof Json.JsonObject results
        && results.find("policyValidation") instanceof Json.JsonObject policies
        && policies.find("strict") instanceof Json.JsonBool(boolean strict, _)
        && strict;
  }
}
