package dev.remit.conformance.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.OraclePolicies;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.TarGz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies in JSON: what we write is what the official engine writes of the same text, and what we
/// read is what it reads.
final class EstOracleTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "policy";
  private static final String ALL = "{\"op\":\"All\"}";

  @Test
  void policiesOfTheCorpusAreWrittenAsOfficially() {
    Path archive = SharedData.require("cedar/corpus-tests.tar.gz");
    Map<String, String> texts = TarGz.texts(archive, name -> name.endsWith(".cedar"));
    assertThat(texts).hasSize(5_916);
    assertThat(DeepStack.call(() -> differences(texts))).isEmpty();
  }

  @Test
  void policiesAndTemplatesMadeByHandAreWrittenAsOfficially() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : List.of("cedar/tests", "cedar/bench-corpus", "cedar/oopsla")) {
      try (Stream<Path> files = Files.walk(SharedData.require(folder))) {
        files
            .filter(file -> file.toString().endsWith(".cedar"))
            .forEach(file -> texts.put(file.toString(), text(file)));
      }
    }
    assertThat(texts).hasSizeGreaterThan(40);
    assertThat(DeepStack.call(() -> differences(texts))).isEmpty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> differences(Map<String, String> texts)
      throws SyntaxException, JsonProcessingException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Source source = new Source(text.getKey(), text.getValue());
      for (Policy policy : PolicyParser.parse(source)) {
        String ours = JsonWriter.compact(PolicyJson.write(policy));
        JsonNode official = official(source.text(policy.span()), policy.isTemplate());
        if (!JSON.readTree(ours).equals(official)) {
          differences.add(text.getKey() + ": " + ours + "\nofficially " + official);
        }
        assertThat(JsonWriter.compact(PolicyJson.write(read(ours)))).isEqualTo(ours);
      }
    }
    return differences;
  }

  /// What the official engine writes; our syntax tree has no annotation without a value, so null is
  /// empty here.
  private static JsonNode official(String text, boolean template) throws JsonProcessingException {
    OraclePolicies policies = new OraclePolicies();
    if (template) {
      policies.addTemplateText(ID, text);
    } else {
      policies.addText(ID, text);
    }
    JsonNode set = JSON.readTree(Oracle.policySetToJson(policies).require());
    JsonNode policy = set.path(template ? "templates" : "staticPolicies").path(ID);
    if (policy.path("annotations") instanceof ObjectNode annotations) {
      annotations
          .properties()
          .forEach(entry -> {
            if (entry.getValue().isNull()) {
              entry.setValue(annotations.textNode(""));
            }
          });
    }
    return policy;
  }

  private static Policy read(String json) throws SyntaxException {
    return PolicyJson.read(new Source(ID, json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Var\":\"context\"}",
        "{\"Var\":\"foo\"}",
        "{\"Slot\":\"?principal\"}",
        "{}",
        "\"x\"",
        "{\"Value\":-9223372036854775808}",
        "{\"Value\":9223372036854775808}",
        "{\"Value\":-0}",
        "{\"Value\":1.0}",
        "{\"Value\":null}",
        "{\"Value\":[1,{\"a\":true}]}",
        "{\"Value\":{\"__entity\":{\"type\":\"A\",\"id\":\"b\"}}}",
        "{\"Value\":{\"__entity\":{\"type\":\"A b\",\"id\":\"b\"}}}",
        "{\"Value\":{\"__entity\":{\"type\":\"A\",\"id\":\"b\"},\"c\":1}}",
        "{\"Value\":{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}}}",
        "{\"Value\":{\"__extn\":{\"fn\":\"ip\",\"args\":[\"::1\",2]}}}",
        "{\"Value\":{\"__expr\":\"1\"}}",
        "{\"Unknown\":{\"name\":\"x\"}}",
        "{\"unknown\":[{\"Value\":\"x\"}]}",
        "{\"ip\":[]}",
        "{\"ip\":[{\"Value\":\"x\"}]}",
        "{\"ip\":{\"Value\":\"x\"}}",
        "{\"foo\":[]}",
        "{\"Var\":\"context\",\"Value\":1}",
        "{\"neg\":{\"arg\":{\"Value\":-9223372036854775808}}}",
        "{\"-\":{\"arg\":{\"Value\":1}}}",
        "{\"!\":{\"arg\":{\"Value\":true}},\"x\":1}",
        "{\"!\":{\"arg\":{\"Value\":true},\"x\":1}}",
        "{\"has\":{\"left\":{\"Var\":\"context\"},\"attr\":[\"a\",\"b\"]}}",
        "{\"has\":{\"left\":{\"Var\":\"context\"},\"attr\":[]}}",
        "{\"like\":{\"left\":{\"Value\":\"\"},\"pattern\":[\"Wildcard\",{\"Literal\":\"a*\"}]}}",
        "{\"like\":{\"left\":{\"Value\":\"\"},\"pattern\":[\"wildcard\"]}}",
        "{\"like\":{\"left\":{\"Value\":\"\"},\"pattern\":\"a*\"}}",
        "{\"is\":{\"left\":{\"Var\":\"principal\"},\"entity_type\":\"A\",\"in\":null}}",
        "{\"is\":{\"left\":{\"Var\":\"principal\"},\"entity_type\":\"A ::B\"}}",
        "{\"is\":{\"left\":{\"Var\":\"principal\"},\"entity_type\":\"A\",\"in\":{\"Value\":1}}}",
        "{\"Set\":{\"Value\":1}}",
        "{\"Record\":{\"__entity\":{\"Value\":1}}}",
        "{\"if-then-else\":{\"if\":{\"Value\":true},\"then\":{\"Value\":1}}}",
        "{\"isEmpty\":{\"arg\":{\"Set\":[]}}}",
        "{\"isEmpty\":[{\"Set\":[]}]}",
        "{\"contains\":[{\"Value\":1},{\"Value\":2}]}",
        "{\".\":{\"left\":{\"Var\":\"context\"}}}"
      })
  void expressionsAreReadAsOfficially(String body) throws JsonProcessingException {
    requireAlike(
        "{\"effect\":\"permit\",\"principal\":%s,\"action\":%s,\"resource\":%s,\"conditions\":[%s]}"
            .formatted(ALL, ALL, ALL, "{\"kind\":\"when\",\"body\":" + body + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALL,
        "{\"op\":\"all\"}",
        "{\"op\":\"ALL\"}",
        "{\"op\":\"!=\"}",
        "{}",
        "null",
        "{\"op\":\"==\",\"entity\":{\"type\":\"A\",\"id\":\"b\"}}",
        "{\"op\":\"==\",\"entity\":{\"__entity\":{\"type\":\"A\",\"id\":\"b\"}}}",
        "{\"op\":\"==\",\"entity\":\"A::\\\"b\\\"\"}",
        "{\"op\":\"==\",\"slot\":\"?resource\"}",
        "{\"op\":\"in\",\"entities\":[{\"type\":\"A\",\"id\":\"b\"}]}",
        "{\"op\":\"is\",\"entity_type\":\"A\"}",
        "{\"op\":\"is\",\"entity_type\":\"A\",\"in\":null}",
        "{\"op\":\"is\",\"entity_type\":\"A\",\"x\":1}",
        "{\"op\":\"is\",\"entity_type\":\"A\",\"in\":{\"entity\":{\"type\":\"A\",\"id\":\"b\"}}}",
        "{\"op\":\"is\",\"entity_type\":\"A\",\"in\":{\"type\":\"A\",\"id\":\"b\"}}"
      })
  void scopesAreReadAsOfficially(String scope) throws JsonProcessingException {
    requireAlike(
        "{\"effect\":\"permit\",\"principal\":%s,\"action\":%s,\"resource\":%s,\"conditions\":[]}"
            .formatted(scope, ALL, ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"==\",\"entity\":{\"type\":\"A\",\"id\":\"b\"}}",
        "{\"op\":\"==\",\"entity\":{\"type\":\"A::Action\",\"id\":\"b\"}}",
        "{\"op\":\"in\",\"entity\":{\"type\":\"Action\",\"id\":\"b\"}}",
        "{\"op\":\"in\",\"entities\":[]}",
        "{\"op\":\"is\",\"entity_type\":\"Action\"}",
        "{\"op\":\"in\",\"entities\":[{\"type\":\"Action\",\"id\":\"b\"},{\"type\":\"A\",\"id\":\"b\"}]}",
        "{\"op\":\"in\",\"entities\":{\"type\":\"Action\",\"id\":\"b\"}}"
      })
  void actionScopesAreReadAsOfficially(String scope) throws JsonProcessingException {
    requireAlike(
        "{\"effect\":\"permit\",\"principal\":%s,\"action\":%s,\"resource\":%s,\"conditions\":[]}"
            .formatted(ALL, scope, ALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"effect\":\"permit\"}",
        "{\"effect\":\"Permit\",%s}",
        "{\"effect\":\"forbid\",%s}",
        "{\"effect\":\"permit\",\"x\":1,%s}",
        "{\"effect\":\"permit\",%s,\"annotations\":null}",
        "{\"effect\":\"permit\",%s,\"annotations\":{\"a\":null,\"in\":\"x\",\"__cedar\":\"\"}}",
        "{\"effect\":\"permit\",%s,\"annotations\":{\"a b\":null}}",
        "{\"effect\":\"permit\",%s,\"annotations\":{\"a\":1}}"
      })
  void policiesAreReadAsOfficially(String policy) throws JsonProcessingException {
    String rest =
        "\"principal\":%s,\"action\":%s,\"resource\":%s,\"conditions\":[]".formatted(ALL, ALL, ALL);
    requireAlike(policy.replace("%s", rest));
  }

  /// Both refuse it, or both read the same from it.
  private static void requireAlike(String json) throws JsonProcessingException {
    boolean official = Oracle.policyFromJson(json).isAccepted();
    try {
      Policy policy = read(json);
      assertThat(official).as("accepted by us: %s", json).isTrue();
      String text = Oracle.policyFromJson(json).require();
      assertThat(JSON.readTree(JsonWriter.compact(PolicyJson.write(policy))))
          .isEqualTo(official(text, false));
    } catch (SyntaxException e) {
      assertThat(official).as("refused by us: %s", e.getMessage()).isFalse();
    }
  }
}
