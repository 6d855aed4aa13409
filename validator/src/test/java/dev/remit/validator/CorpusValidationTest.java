package dev.remit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.TarGz;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The public corpus with its validation results of policies, entities and requests: every tenth
/// case, all of them with `-Dvalidation.every=1`. All its entities and requests are valid; of such
/// as are not, `RequestValidationTest` of module `conformance` asks.
final class CorpusValidationTest {
  private static final int EVERY = Integer.getInteger("validation.every", 10);
  private static final int REQUESTS_OF_A_CASE = 8;

  private final PolicyValidator validator = new OfficialValidator();
  private int requests;

  @Test
  void agreesWithThePublishedResults() throws SyntaxException, ValidatorException {
    SortedMap<String, String> expected =
        byName(TarGz.texts(SharedData.require("cedar/corpus-validation.tar.gz"), _ -> true));
    SortedMap<String, String> corpus =
        byName(TarGz.texts(SharedData.require("cedar/corpus-tests.tar.gz"), _ -> true));
    List<String> disagreements = new ArrayList<>();
    int cases = 0;
    requests = 0;
    for (Map.Entry<String, String> result : expected.entrySet()) {
      if (cases++ % EVERY == 0) {
        String name = result.getKey().replace(".validation.json", "");
        disagreements.addAll(disagreements(name, corpus, result.getValue()));
      }
    }
    assertThat(cases).isGreaterThan(5_000);
    assertThat(requests).isGreaterThan(5_000 / EVERY * REQUESTS_OF_A_CASE);
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
    Iterator<Json> results = Answers.elements(json(expected), "requestValidation").iterator();
    Source source = source(name + ".json", corpus);
    for (Json request : Answers.elements(JsonReader.read(source), "requests")) {
      requests++;
      List<Finding> ofRequest = validator.validateRequest(request(source, request), schema);
      if (ofRequest.isEmpty() != isTrue(results.next(), "strict")) {
        found.add(name + " request " + request + ": " + ofRequest);
      }
    }
    assertThat(results).as(name).isExhausted();
    return found;
  }

  private static Request request(Source source, Json json) throws SyntaxException {
    Json.JsonObject request = (Json.JsonObject) json;
    Json context = Objects.requireNonNull(request.find("context"), "context");
    return new Request(
        uid(request, "principal"),
        uid(request, "action"),
        uid(request, "resource"),
        ContextJson.read(new Diagnostics(source, Limits.DIAGNOSTICS_MAX), context));
  }

  private static EntityUid uid(Json.JsonObject request, String name) {
    Json uid = request.find(name);
    return EntityUid.of(Answers.text(uid, "type"), Answers.text(uid, "id"));
  }

  private static Json json(String text) throws SyntaxException {
    return JsonReader.read(new Source("expected", text));
  }

  private static boolean isTrue(Json json, String name) {
    return json instanceof Json.JsonObject object
        && object.find(name) instanceof Json.JsonBool(boolean value, _)
        && value;
  }

  private static Source source(String name, Map<String, String> corpus) {
    return new Source(name, Objects.requireNonNull(corpus.get(name), name));
  }

  private static boolean isStrictlyValid(String expected) throws SyntaxException {
    return json(expected) instanceof Json.JsonObject results
        && results.find("policyValidation") instanceof Json.JsonObject policies
        && isTrue(policies, "strict");
  }
}
