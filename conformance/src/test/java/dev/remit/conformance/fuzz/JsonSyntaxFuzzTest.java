package dev.remit.conformance.fuzz;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.conformance.generate.JsonMutations;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.JsonForms;
import dev.remit.conformance.world.OracleEngine;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.Uid;
import dev.remit.conformance.world.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Policies and entities in JSON that are a little wrong are accepted or refused by both alike.
final class JsonSyntaxFuzzTest {
  private static final List<String> POLICY_WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "{}",
          "[]",
          "\"\"",
          "\"a\"",
          "1",
          "-1",
          "1.5",
          "true",
          "null",
          "9223372036854775808",
          "\"effect\"",
          "\"permit\"",
          "\"principal\"",
          "\"op\"",
          "\"All\"",
          "\"in\"",
          "\"is\"",
          "\"==\"",
          "\"entity\"",
          "\"entities\"",
          "\"slot\"",
          "\"entity_type\"",
          "\"?principal\"",
          "\"?resource\"",
          "\"conditions\"",
          "\"kind\"",
          "\"when\"",
          "\"body\"",
          "\"Value\"",
          "\"Var\"",
          "\"context\"",
          "\"Slot\"",
          "\"left\"",
          "\"right\"",
          "\"arg\"",
          "\"attr\"",
          "\"Set\"",
          "\"Record\"",
          "\"like\"",
          "\"pattern\"",
          "\"Wildcard\"",
          "{\"Literal\": \"a\"}",
          "\"has\"",
          "\".\"",
          "\"&&\"",
          "\"if-then-else\"",
          "\"ip\"",
          "\"isIpv4\"",
          "\"lessThan\"",
          "\"contains\"",
          "\"neg\"",
          "\"!\"",
          "\"<\"",
          "\"getTag\"",
          "\"type\"",
          "\"id\"",
          "\"User\"",
          "\"Action\"",
          "\"__entity\"",
          "{\"Value\": 1}",
          "{\"Var\": \"principal\"}",
          "{\"Value\": {\"__extn\": {}}}",
          "{\"ip\": [{\"Value\": \"::1\"}]}",
          "{\"unknown\": [{\"Value\": \"x\"}]}",
          "\"unknown\"",
          "{\"isEmpty\": {\"arg\": {\"Var\": \"context\"}}}",
          "\"annotations\"");

  private static final List<String> ENTITY_WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "{}",
          "[]",
          "\"\"",
          "\"a\"",
          "0",
          "-0",
          "1",
          "-1",
          "1.5",
          "1e3",
          "true",
          "null",
          "9223372036854775807",
          "9223372036854775808",
          "\"uid\"",
          "\"attrs\"",
          "\"parents\"",
          "\"tags\"",
          "\"type\"",
          "\"id\"",
          "\"__entity\"",
          "\"__extn\"",
          "\"fn\"",
          "\"arg\"",
          "\"args\"",
          "\"ip\"",
          "\"decimal\"",
          "\"::1\"",
          "\"1.0\"",
          "\"User\"",
          "\"App::Person\"",
          "\"App :: Person\"",
          "\"if\"",
          "\"\\u0000\"",
          "\"\\ud83d\\ude00\"",
          "{\"type\": \"User\", \"id\": \"a\"}",
          "{\"__entity\": {\"type\": \"User\", \"id\": \"a\"}}",
          "{\"__extn\": {\"fn\": \"ip\", \"arg\": \"::1\"}}",
          "\"User::\\\"a\\\"\"",
          " ",
          "\n",
          "{\"__extn\": {\"fn\": \"offset\", \"args\": [{\"__extn\": {\"fn\": \"datetime\","
              + " \"arg\": \"2024-01-01\"}}, {\"__extn\": {\"fn\": \"duration\", \"arg\": \"1d\"}}]}}");

  private static final String SCHEMA =
      """
      entity Team; entity Color enum ["red", "a"];
      entity User in [Team] {
        ip?: ipaddr, price?: decimal, at?: datetime, "for"?: duration, color?: Color,
        boss?: User, friends?: Set<User>, may?: Set<Action>, home?: { ip?: ipaddr, a?: Long }
      } tags Set<ipaddr>;
      action all; action "a" in [all]; action "b" in ["a"];
      """;

  private static final String[] TYPED_ENTITIES = {
    """
    [{"uid": {"type": "User", "id": "a"}, "parents": [{"type": "Team", "id": "a"}],
      "attrs": {"ip": "::1", "price": {"fn": "decimal", "arg": "1.0"}, "color": {"type": "Color", "id": "a"},
        "home": {"ip": {"__extn": {"fn": "ip", "arg": "::1"}}, "a": 1}}}]
    """,
    """
    [{"uid": {"__entity": {"type": "User", "id": "a"}}, "parents": [], "tags": {"a": ["::1"]},
      "attrs": {"boss": {"type": "User", "id": "b"}, "friends": [{"__entity": {"type": "User", "id": "a"}}],
        "may": [{"type": "Action", "id": "a"}], "at": "2024-01-01", "for": "1d"}}]
    """,
    """
    [{"uid": {"type": "Action", "id": "a"}, "attrs": {}, "parents": [{"type": "Action", "id": "all"}]},
     {"uid": {"type": "Action", "id": "b"}, "attrs": {}, "parents": [{"type": "Action", "id": "a"}]},
     {"uid": {"type": "Color", "id": "red"}, "attrs": {}, "parents": []}]
    """
  };

  private static final Ask ASK =
      new Ask(new Uid("User", "a"), new Uid("Action", "a"), new Uid("User", "b"), "{}");

  @Test
  void policiesAreAcceptedAlike() {
    new Acceptance(
            text -> Oracle.policyFromJson(text).isAccepted(),
            source -> !PolicyJson.read(source).isTemplate(),
            JsonSyntaxFuzzTest::isComparable,
            Set.of(
                "json.unknown-member", "policy.slot", "policy.slot-in-action", "policy.arguments"))
        .hold(draw -> new JsonMutations(draw, POLICY_WORDS)::mutate, JsonSyntaxFuzzTest::policies);
  }

  @Test
  void entitiesAreAcceptedAlike() {
    new Acceptance(
            JsonSyntaxFuzzTest::officially,
            source -> EntitiesJson.read(source).size() >= 0,
            JsonSyntaxFuzzTest::isComparable,
            Set.of("json.unknown-member"))
        .hold(
            draw -> new JsonMutations(draw, ENTITY_WORDS)::mutate,
            seed -> Stream.of(new WorldGenerator(seed).world().entities()));
  }

  @Test
  void contextsAreAcceptedAlike() {
    new Acceptance(
            JsonSyntaxFuzzTest::isContextOfficially,
            source -> ContextJson.read(source).size() >= 0,
            JsonSyntaxFuzzTest::isComparable,
            Set.of())
        .hold(
            draw -> new JsonMutations(draw, ENTITY_WORDS)::mutate,
            seed -> new WorldGenerator(seed).asks(3).stream().map(Ask::context));
  }

  @Test
  void entitiesOfASchemaAreAcceptedAlike() throws SyntaxException {
    Schema schema = SchemaParser.parse(new Source("schema", SCHEMA));
    new Acceptance(
            text -> Oracle.validateEntities(text, SCHEMA).isAccepted(),
            source -> EntitiesJson.read(source, schema).size() >= 0,
            JsonSyntaxFuzzTest::isComparable,
            Set.of("json.unknown-member"))
        .hold(
            draw -> new JsonMutations(draw, ENTITY_WORDS)::mutate, _ -> Stream.of(TYPED_ENTITIES));
  }

  private static Stream<String> policies(long seed) {
    return JsonForms.of(new WorldGenerator(seed).world()).stream()
        .flatMap(world -> world.policies().stream())
        .filter(policy -> !policy.template())
        .map(PolicyText::content);
  }

  private static boolean isComparable(String text) {
    return JsonForms.isStrict(text) && Escapes.areProper(JsonForms.parse(text));
  }

  private static boolean isContextOfficially(String context) {
    World world = new World(List.of(), List.of(), "[]");
    Ask ask = new Ask(ASK.principal(), ASK.action(), ASK.resource(), context);
    return Comparison.only(new OracleEngine().decide(world, List.of(ask))).isAccepted();
  }

  private static boolean officially(String entities) {
    World world = new World(List.of(), List.of(), entities);
    Verdict<Answer> verdict = Comparison.only(new OracleEngine().decide(world, List.of(ASK)));
    return verdict.isAccepted();
  }
}
