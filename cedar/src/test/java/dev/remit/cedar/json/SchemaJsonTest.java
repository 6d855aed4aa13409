package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.InexpressibleException;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.schema.SchemaPrinter;
import dev.remit.cedar.schema.Schemas;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.SmallStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaJsonTest {

  private static Schema read(String json) throws SyntaxException {
    return SchemaJson.read(new Source("test.json", json));
  }

  private static String codes(String json) {
    try {
      read(json);
      return "";
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(Diagnostic::code).collect(Collectors.joining(" "));
    }
  }

  /// A schema of the entity type `A` and the common type `C`.
  private static String withEntityType(String entityType) {
    return """
    {"": {"commonTypes": {"C": {"type": "Record", "attributes": {}}},
          "entityTypes": {"A": %s}, "actions": {}}}\
    """
        .formatted(entityType);
  }

  private static String withAttribute(String type) {
    return withEntityType("{\"shape\":{\"type\":\"Record\",\"attributes\":{\"a\":" + type + "}}}");
  }

  private static String withAction(String action) {
    return "{\"\": {\"entityTypes\": {\"A\": {}}, \"actions\": {\"v\": " + action + "}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'Long'}                                             | Long",
        "{'type':'Bool'}                                             | Bool",
        "{'type':'Boolean', 'required': false}                       | Bool",
        "{'type':'String', 'annotations': {'doc': 'd', 'if': null}}  | String",
        "{'type':'Set', 'element': {'type': 'Long'}}                 | Set<Long>",
        "{'type':'Entity', 'name': 'A'}                              | A",
        "{'type':'EntityOrCommon', 'name': 'A'}                      | A",
        "{'type':'EntityOrCommon', 'name': 'C'}                      | {}",
        "{'type':'EntityOrCommon', 'name': '__cedar::Long'}          | Long",
        "{'type':'C'}                                                | {}",
        "{'type':'ipaddr'}                                           | ipaddr",
        "{'type':'Extension', 'name': 'ipaddr'}                      | ipaddr",
        "{'type':'Record', 'attributes': {}, 'additionalAttributes': false} | {}",
      },
      quoteCharacter = '~')
  void readsTypes(String json, String type) throws SyntaxException {
    Schema schema = read(withAttribute(json.replace('\'', '"')));
    assertThat(schema.entityTypes().iterator().next().shape().attributes().get("a"))
        .asString()
        .endsWith(": " + type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3                                                | json.kind",
        "{'name': 'A'}                                    | json.missing-member json.unknown-member",
        "{'type': 'Entity'}                               | json.missing-member",
        "{'type': 'Entity', 'name': 'C'}                  | schema.unknown-type",
        "{'type': 'Entity', 'name': 'B'}                  | schema.unknown-type",
        "{'type': 'Entity', 'name': 'A '}                 | schema.unknown-type",
        "{'type': 'A'}                                    | schema.unknown-type",
        "{'type': 'Set'}                                  | json.missing-member",
        "{'type': 'Set', 'element': {'type': 'Long', 'required': true}} | json.unknown-member",
        "{'type': 'Long', 'element': {'type': 'Long'}}    | json.unknown-member",
        "{'type': 'Long', 'required': null}               | json.kind",
        "{'type': 'Record'}                               | json.missing-member",
        "{'type': 'Record', 'attributes': {}, 'additionalAttributes': true} | schema.open-record",
        "{'type': 'Extension', 'name': 'uuid'}            | schema.unknown-type",
        "{'type': 'Long', 'annotations': {'a b': 'c'}}    | schema.annotation",
      },
      quoteCharacter = '~')
  void refusesTypes(String json, String codes) {
    assertThat(codes(withAttribute(json.replace('\'', '"')))).isEqualTo(codes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'shape': {'type': 'C'}, 'tags': {'type': 'Long'}, 'memberOfTypes': ['A']}",
        "{'enum': ['x', 'x']}",
      })
  void acceptsEntityTypes(String json) {
    assertThat(codes(withEntityType(json.replace('\'', '"')))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{'enum': []}",
        "{'enum': [1]}",
        "{'enum': ['x'], 'tags': {'type': 'Long'}}",
        "{'tags': null}",
        "{'shape': {'type': 'Long'}}",
        "{'shape': {'type': 'Entity', 'name': 'A'}}",
        "{'memberOfTypes': ['C']}",
        "{'memberOfTypes': 'A'}",
        "{'attributes': {}}",
      })
  void refusesEntityTypes(String json) {
    assertThat(codes(withEntityType(json.replace('\'', '"')))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'memberOf': null, 'appliesTo': null, 'attributes': null}",
        "{'appliesTo': {'principalTypes': [], 'resourceTypes': ['A']}}",
        "{'appliesTo': {'principalTypes': ['A'], 'resourceTypes': ['A'],"
            + " 'context': {'type': 'Record', 'attributes': {}}}}",
      })
  void acceptsActions(String json) {
    assertThat(codes(withAction(json.replace('\'', '"')))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'attributes': {}}",
        "{'memberOf': [{'id': 'v'}]}",
        "{'memberOf': [{'id': 'w', 'type': null}]}",
        "{'memberOf': ['v']}",
        "{'appliesTo': {'principalTypes': ['A']}}",
        "{'appliesTo': {'principalTypes': ['A'], 'resourceTypes': ['B']}}",
        "{'appliesTo': {'principalTypes': null, 'resourceTypes': []}}",
        "{'appliesTo': {'principalTypes': [], 'resourceTypes': [], 'context': null}}",
      })
  void refusesActions(String json) {
    assertThat(codes(withAction(json.replace('\'', '"')))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'': {'entityTypes': {}}}",
        "{'': {'entityTypes': {}, 'actions': {}, 'annotations': {'a': 'b'}}}",
        "{'A B': {'entityTypes': {}, 'actions': {}}}",
        "{'__cedar': {'entityTypes': {}, 'actions': {}}}",
        "{'': {'entityTypes': {'A::B': {}}, 'actions': {}}}",
        "{'': {'entityTypes': {'if': {}}, 'actions': {}}}",
        "{'': {'entityTypes': {}, 'actions': {}, 'commonTypes': {'Set': {'type': 'Long'}}}}",
        "{'': {'entityTypes': {'A': {}, 'A': {}}, 'actions': {}}}",
      })
  void refusesSchemas(String json) {
    assertThat(codes(json.replace('\'', '"'))).isNotEmpty();
  }

  @Test
  void typesNestAsDeepAsTheLimitAndNoDeeper() {
    assertThat(codes(nested(Limits.VALUE_DEPTH_MAX - 1))).isEmpty();
    assertThat(codes(nested(Limits.VALUE_DEPTH_MAX))).isEqualTo("schema.limit");
  }

  @Test
  void anyDepthIsReadOnASmallStack() {
    assertThat(SmallStack.call(256 * 1024, () -> codes(nested(100_000)))).isNotEmpty();
  }

  private static String nested(int sets) {
    return withAttribute(
        "{\"type\":\"Set\",\"element\":".repeat(sets) + "{\"type\":\"Long\"}" + "}".repeat(sets));
  }

  @Test
  void whatTextCannotSayIsRefusedByThePrinter() throws SyntaxException {
    Schema named = read(withEntityType("{\"shape\":{\"type\":\"C\"}}"));
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> SchemaPrinter.print(named))
        .withMessageContaining("`A` has a named type as its shape");
    Schema hidden =
        read(
            "{\"N\":{\"commonTypes\":{\"A\":{\"type\":\"Long\"}},\"actions\":{},\"entityTypes\":"
                + "{\"A\":{\"tags\":{\"type\":\"Entity\",\"name\":\"A\"}}}}}");
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> SchemaPrinter.print(hidden))
        .withMessageContaining("`A` is hidden by a common type");
  }

  @Test
  void jsonOfATextIsReadBackAsTheSame() throws SyntaxException {
    for (Map.Entry<String, String> schema : Schemas.shared(".cedarschema").entrySet()) {
      Schema text = SchemaParser.parse(new Source(schema.getKey(), schema.getValue()));
      Schema json = read(JsonWriter.compact(SchemaJson.write(text)));
      assertThat(json.fragment()).as(schema.getKey()).isEqualTo(text.fragment());
      assertThat(json).as(schema.getKey()).isEqualTo(text);
    }
  }

  @Test
  void textOfAJsonSchemaMeansTheSame() throws SyntaxException, InexpressibleException {
    Map<String, String> schemas = Schemas.shared(".cedarschema.json");
    assertThat(schemas).hasSizeGreaterThan(20);
    for (Map.Entry<String, String> schema : schemas.entrySet()) {
      Schema json = read(schema.getValue());
      String text = SchemaPrinter.print(json);
      assertThat(SchemaParser.parse(new Source("printed", text))).isEqualTo(json);
      assertThat(read(JsonWriter.pretty(SchemaJson.write(json))).fragment())
          .isEqualTo(json.fragment());
    }
  }

  @Test
  void messagesSayWhereWhatAndWhatToDo() {
    List<String> bad =
        List.of(
            withAttribute("{\"type\": \"Strin\"}"),
            withAttribute("{\"type\": \"Set\", \"name\": \"A\"}"),
            withAttribute(
                "{\"type\": \"Record\", \"attributes\": {}, \"additionalAttributes\": 1}"),
            withEntityType("{\"enum\": [], \"shape\": {\"type\": \"C\"}}"),
            withEntityType("{\"memberOfTypes\": [\"Grp\", 3]}"),
            withAction("{\"memberOf\": [{\"type\": \"Action\"}, {\"id\": \"w\"}]}"),
            withAction("{\"appliesTo\": {\"principals\": [\"A\"]}}"),
            "{\"\": {\"entityTypes\": [], \"action\": {}}}",
            "{\"\": {");
    String actual = bad.stream().map(SchemaJsonTest::section).collect(Collectors.joining("\n"));
    Golden.check(
        SharedData.projectRoot().resolve("cedar/src/test/resources/golden/schema-json-errors.txt"),
        actual);
  }

  private static String section(String json) {
    try {
      SchemaJson.read(new Source("schema.json", json));
      throw new AssertionError("accepted: " + json);
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n"))
          + "\n";
    }
  }
}
