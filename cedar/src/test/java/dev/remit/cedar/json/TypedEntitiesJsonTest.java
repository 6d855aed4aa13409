package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Entities and contexts as a schema has them.
final class TypedEntitiesJsonTest {
  private static Schema schema = Schema.EMPTY;

  @BeforeAll
  static void readSchema() throws SyntaxException {
    schema =
        SchemaParser.parse(
            new Source(
                "a.cedarschema",
                """
                entity Org;
                entity Team in [Org];
                entity Color enum ["red", "green"];
                entity User in [Team] {
                  "boss"?: User, "ip"?: ipaddr, "price"?: decimal, "at"?: datetime, "for"?: duration,
                  "level"?: Long, "name"?: String, "on"?: Bool, "color"?: Color, "may"?: Set<Action>,
                  "friends"?: Set<User>, "home"?: { "street": String, "ip"?: ipaddr, "boss"?: User }
                } tags Set<ipaddr>;
                entity Badge { "number": Long, "owner": User };
                action "all";
                action "read" in ["all"] appliesTo {
                  principal: [User], resource: [Badge], context: { "from": ipaddr, "by"?: User }
                };
                """));
  }

  private static String user(String attributes) {
    return "[{\"uid\":{\"type\":\"User\",\"id\":\"a\"},\"attrs\":{"
        + attributes
        + "},\"parents\":[]}]";
  }

  private static Entities read(String text) throws SyntaxException {
    return EntitiesJson.read(new Source("a.json", text), schema);
  }

  private static List<String> refusal(String text) {
    return Refusals.of(source -> EntitiesJson.read(source, schema), text);
  }

  private static RecordValue attributes(Entities entities) {
    Entity user = entities.find(EntityUid.of("User", "a"));
    return user == null ? RecordValue.EMPTY : user.attributes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "boss": {"type":"User","id":"b"}          | "boss": {"__entity":{"type":"User","id":"b"}}
          "ip": "::1"                               | "ip": {"__extn":{"fn":"ip","arg":"::1"}}
          "ip": {"fn":"ip","arg":"::1"}             | "ip": {"__extn":{"fn":"ip","arg":"::1"}}
          "price": "1.50"                           | "price": {"__extn":{"fn":"decimal","arg":"1.5"}}
          "at": "2024-01-01"                        | "at": {"__extn":{"fn":"datetime","arg":"2024-01-01"}}
          "for": "1d"                               | "for": {"__extn":{"fn":"duration","arg":"1d"}}
          "friends": [{"type":"User","id":"b"}]     | "friends": [{"__entity":{"type":"User","id":"b"}}]
          "home": {"street":"s","ip":"::1"}         | "home": {"street":"s","ip":{"__extn":{"fn":"ip","arg":"::1"}}}
          "may": [{"type":"Action","id":"read"}]    | "may": [{"__entity":{"type":"Action","id":"read"}}]
          "color": {"type":"Color","id":"red"}      | "color": {"__entity":{"type":"Color","id":"red"}}
          "name": "::1"                             | "name": "::1"
          """)
  void whatTheSchemaSaysNeedNotBeSaidAgain(String implicit, String explicit)
      throws SyntaxException {
    RecordValue expected = attributes(EntitiesJson.read(new Source("a.json", user(explicit))));
    assertThat(attributes(read(user(implicit)))).isEqualTo(expected);
    assertThat(attributes(read(user(explicit)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"none\": 1",
        "\"level\": \"1\"",
        "\"level\": null",
        "\"level\": 1.5",
        "\"name\": 1",
        "\"on\": \"true\"",
        "\"boss\": \"b\"",
        "\"boss\": {\"type\":\"Team\",\"id\":\"b\"}",
        "\"ip\": \"x\"",
        "\"ip\": 1",
        "\"ip\": {\"__extn\":{\"fn\":\"decimal\",\"arg\":\"1.0\"}}",
        "\"color\": {\"type\":\"Color\",\"id\":\"blue\"}",
        "\"friends\": {}",
        "\"friends\": [1]",
        "\"may\": [{\"type\":\"Action\",\"id\":\"none\"}]",
        "\"home\": []",
        "\"home\": {}",
        "\"home\": {\"street\":\"s\",\"x\":1}",
        "\"home\": {\"street\":\"s\",\"boss\":1}",
        "\"name\": {\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}}",
        "\"level\": {\"__entity\":{\"type\":\"User\",\"id\":\"b\"}}"
      })
  void whatDoesNotConformIsRefusedOnce(String attributes) {
    assertThat(refusal(user(attributes))).hasSize(1);
  }

  @Test
  void actionsComeFromTheSchemaAndAreAsItDeclaresThem() throws SyntaxException {
    Entities entities = read("[]");
    EntityUid read = EntityUid.of("Action", "read");
    assertThat(entities.size()).isEqualTo(2);
    assertThat(entities.isIn(read, EntityUid.of("Action", "all"))).isTrue();
    String action =
        "[{\"uid\":{\"type\":\"Action\",\"id\":\"read\"},\"attrs\":{%s},\"parents\":[%s]}]";
    String group = "{\"type\":\"Action\",\"id\":\"all\"}";
    assertThat(read(action.formatted("", group)).size()).isEqualTo(2);
    assertThat(refusal(action.formatted("", ""))).hasSize(1);
    assertThat(refusal(action.formatted("\"x\":1", group))).hasSize(1);
    assertThat(refusal(action.formatted("", group).replace("read", "none"))).hasSize(1);
  }

  @Test
  void parentsAreOfTheDeclaredTypesHoweverFarUp() throws SyntaxException {
    String user = user("").replace("\"parents\":[", "\"parents\":[%s");
    assertThat(read(user.formatted("{\"type\":\"Team\",\"id\":\"t\"}")).size()).isEqualTo(3);
    assertThat(read(user.formatted("{\"type\":\"Org\",\"id\":\"o\"}")).size()).isEqualTo(3);
    assertThat(refusal(user.formatted("{\"type\":\"User\",\"id\":\"b\"}")))
        .containsExactly(
            "a.json:1:56: `User::\"a\"` cannot be in `User::\"b\"`; remove it, or declare the types"
                + " so in the schema");
  }

  @Test
  void tagsAreOfTheirTypeAndOnlyWhereDeclared() throws SyntaxException {
    String tagged = user("").replace("\"parents\":[]", "\"parents\":[],\"tags\":{\"t\":%s}");
    assertThat(read(tagged.formatted("[\"::1\"]")).size()).isEqualTo(3);
    assertThat(refusal(tagged.formatted("\"::1\""))).hasSize(1);
    String team = tagged.replace("User", "Team");
    assertThat(refusal(team.formatted("[\"::1\"]"))).hasSize(1);
    assertThat(read(team.replace("\"t\":%s", "")).size()).isEqualTo(3);
  }

  @Test
  void everyMistakeIsReportedWithItsPlace() {
    String text =
        """
        [{"uid": {"type": "Badge", "id": "b"}, "attrs": {"number": "1", "colour": 2}, "parents": []},
         {"uid": {"type": "Car", "id": "c"}, "attrs": {}, "parents": []},
         {"uid": {"type": "Color", "id": "blue"}, "attrs": {}, "parents": []}]
        """;
    assertThat(refusal(text))
        .containsExactly(
            "a.json:1:49: `Badge::\"b\"` lacks the attribute `owner`; add it, of type `User`",
            "a.json:1:60: a value of `Long` is due here, not a string; write one",
            "a.json:1:65: `colour` is no attribute of `Badge::\"b\"`; remove it, or declare it in the"
                + " schema",
            "a.json:2:10: the schema declares no entity type `Car`; declare it, or remove"
                + " `Car::\"c\"`",
            "a.json:3:10: there is no `Color::\"blue\"`: the schema lists the entities of its type;"
                + " write `red`, `green`");
  }

  @Test
  void aContextIsAsItsActionDeclares() throws SyntaxException {
    EntityUid action = EntityUid.of("Action", "read");
    RecordValue plain =
        ContextJson.read(
            new Source(
                "a.json",
                "{\"from\":{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}},"
                    + "\"by\":{\"__entity\":{\"type\":\"User\",\"id\":\"a\"}}}"));
    String text = "{\"from\":\"::1\",\"by\":{\"type\":\"User\",\"id\":\"a\"}}";
    assertThat(ContextJson.read(new Source("a.json", text), schema, action)).isEqualTo(plain);
    for (String other : List.of("{}", "[]", "{\"from\":1}", "{\"from\":\"::1\",\"x\":1}")) {
      assertThat(Refusals.of(source -> ContextJson.read(source, schema, action), other)).hasSize(1);
    }
    EntityUid none = EntityUid.of("Action", "none");
    assertThat(Refusals.of(source -> ContextJson.read(source, schema, none), text)).hasSize(1);
    String request =
        "{\"principal\":\"User::\\\"a\\\"\",\"action\":\"Action::\\\"read\\\"\",\"resource\":"
            + "\"Badge::\\\"b\\\"\",\"context\":"
            + text
            + "}";
    assertThat(RequestJson.read(new Source("a.json", request), schema).context()).isEqualTo(plain);
  }

  /// The codes of what is wrong with a list that a caller sent, or the entities of it.
  private static List<String> sent(String text) throws SyntaxException {
    Diagnostics mistakes = new Diagnostics(new Source("sent", text), 10);
    Json.JsonArray array = (Json.JsonArray) JsonReader.read(mistakes);
    List<Entity> entities = EntitiesJson.readList(array, schema, mistakes);
    return mistakes.isEmpty()
        ? entities.stream().map(entity -> entity.uid().toString()).toList()
        : mistakes.found().stream().map(Diagnostic::code).toList();
  }

  private static String named(String type, String id, String attributes) {
    return "{\"uid\":{\"type\":\"%s\",\"id\":\"%s\"},\"attrs\":{%s},\"parents\":[]}"
        .formatted(type, id, attributes);
  }

  @Test
  void sentEntitiesAreHeldAgainstTheSchemaWhereItDeclaresTheirType() throws SyntaxException {
    assertThat(
            sent(
                "["
                    + named("User", "a", "\"level\":1")
                    + ","
                    + named("Thing", "b", "\"level\":\"high\"")
                    + "]"))
        .containsExactly("User::\"a\"", "Thing::\"b\"");
    assertThat(sent("[" + named("User", "a", "\"level\":\"high\"") + "]")).hasSize(1);
    assertThat(sent("[" + named("User", "a", "\"other\":1") + "]")).hasSize(1);
    assertThat(sent("[1, {}, {\"uid\":1,\"attrs\":{},\"parents\":[]}]"))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void sentActionsAndRepetitionsAreRefused() throws SyntaxException {
    assertThat(sent("[" + named("Action", "new", "") + "]")).containsExactly("entity.action");
    assertThat(sent("[" + named("App::Action", "new", "") + "]")).containsExactly("entity.action");
    String thing = named("Thing", "b", "");
    assertThat(sent("[" + thing + "," + thing + "]")).containsExactly("entities.repeated");
  }
}
