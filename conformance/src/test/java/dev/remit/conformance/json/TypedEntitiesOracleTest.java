package dev.remit.conformance.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.conformance.oracle.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Entities by a schema are accepted and refused as the official engine does.
final class TypedEntitiesOracleTest {
  private static final String SCHEMA =
      """
      entity Org;
      entity Team in [Org];
      entity Color enum ["red", "green"];
      entity User in [Team] {
        "boss"?: User, "ip"?: ipaddr, "price"?: decimal, "at"?: datetime, "for"?: duration,
        "level"?: Long, "name"?: String, "color"?: Color, "may"?: Set<Action>,
        "friends"?: Set<User>, "home"?: { "street": String, "ip"?: ipaddr }
      } tags Set<ipaddr>;
      entity Badge { "number": Long };
      action "all";
      action "read" in ["all"] appliesTo { principal: [User], resource: [Badge], context: {} };
      action "peek" in ["read"];
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"none\":1",
        "\"level\":1",
        "\"level\":\"1\"",
        "\"level\":null",
        "\"name\":1",
        "\"boss\":{\"type\":\"User\",\"id\":\"b\"}",
        "\"boss\":{\"type\":\"Team\",\"id\":\"b\"}",
        "\"boss\":{\"__entity\":{\"type\":\"User\",\"id\":\"b\"}}",
        "\"boss\":\"b\"",
        "\"ip\":\"::1\"",
        "\"ip\":\"x\"",
        "\"ip\":1",
        "\"ip\":{\"fn\":\"ip\",\"arg\":\"::1\"}",
        "\"ip\":{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}}",
        "\"ip\":{\"__extn\":{\"fn\":\"decimal\",\"arg\":\"1.0\"}}",
        "\"price\":\"1.5\"",
        "\"price\":\"1\"",
        "\"at\":\"2024-01-01\"",
        "\"for\":\"1d\"",
        "\"at\":{\"fn\":\"offset\",\"args\":[{\"__extn\":{\"fn\":\"datetime\",\"arg\":\"2024-01-01\"}},"
            + "{\"__extn\":{\"fn\":\"duration\",\"arg\":\"1d\"}}]}",
        "\"color\":{\"type\":\"Color\",\"id\":\"red\"}",
        "\"color\":{\"type\":\"Color\",\"id\":\"blue\"}",
        "\"may\":[{\"type\":\"Action\",\"id\":\"read\"}]",
        "\"may\":[{\"type\":\"Action\",\"id\":\"none\"}]",
        "\"friends\":[]",
        "\"friends\":{}",
        "\"friends\":[{\"type\":\"User\",\"id\":\"b\"}]",
        "\"home\":{\"street\":\"s\"}",
        "\"home\":{}",
        "\"home\":{\"street\":\"s\",\"x\":1}",
        "\"home\":{\"street\":\"s\",\"ip\":\"::1\"}",
        "\"home\":[]",
        "\"name\":{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}}"
      })
  void attributesAreReadAsOfficially(String attributes) throws SyntaxException {
    requireAlike("User", "a", attributes, "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User|a||{\"type\":\"Team\",\"id\":\"t\"}|",
        "User|a||{\"type\":\"Org\",\"id\":\"o\"}|",
        "User|a||{\"type\":\"User\",\"id\":\"b\"}|",
        "User|a|||\"t\":[\"::1\"]",
        "User|a|||\"t\":\"::1\"",
        "User|a|||\"t\":[{\"__extn\":{\"fn\":\"ip\",\"arg\":\"::1\"}}]",
        "Team|a|||\"t\":[]",
        "Team|a||{\"type\":\"Org\",\"id\":\"o\"}|",
        "Car|a|||",
        "Color|red|||",
        "Color|blue|||",
        "Badge|a|||",
        "Badge|a|\"number\":1||",
        "Action|read|||",
        "Action|read||{\"type\":\"Action\",\"id\":\"all\"}|",
        "Action|read|\"a\":1|{\"type\":\"Action\",\"id\":\"all\"}|",
        "Action|all|||",
        "Action|peek||{\"type\":\"Action\",\"id\":\"read\"}|",
        "Action|peek||{\"type\":\"Action\",\"id\":\"read\"},{\"type\":\"Action\",\"id\":\"all\"}|",
        "Action|none|||"
      })
  void entitiesAreReadAsOfficially(String entity) throws SyntaxException {
    String[] parts = entity.split("\\|", -1);
    requireAlike(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  /// An action is in what the text puts it in; the schema does not fill in what is above.
  @Test
  void actionsConformTogether() throws SyntaxException {
    String form =
        "{\"uid\":{\"type\":\"Action\",\"id\":\"%s\"},\"attrs\":{},\"parents\":["
            + "{\"type\":\"Action\",\"id\":\"%s\"}]}";
    String peek = form.formatted("peek", "read");
    String read = form.formatted("read", "all");
    assertThat(accepts("[" + peek + "," + read + "]")).isTrue();
    requireAlike("[" + peek + "," + read + "]");
    assertThat(accepts("[" + peek + "]")).isFalse();
    requireAlike("[" + peek + "]");
  }

  private static void requireAlike(
      String type, String id, String attributes, String parent, String tags)
      throws SyntaxException {
    String json =
        "[{\"uid\":{\"type\":\"%s\",\"id\":\"%s\"},\"attrs\":{%s},\"parents\":[%s],\"tags\":{%s}}]"
            .formatted(type, id, attributes, parent, tags);
    requireAlike(json);
  }

  private static void requireAlike(String json) throws SyntaxException {
    boolean official = Oracle.validateEntities(json, SCHEMA).isAccepted();
    assertThat(accepts(json)).as(json).isEqualTo(official);
  }

  private static boolean accepts(String json) throws SyntaxException {
    Schema schema = SchemaParser.parse(new Source("schema", SCHEMA));
    try {
      EntitiesJson.read(new Source("entities", json), schema);
      return true;
    } catch (SyntaxException _) {
      return false;
    }
  }
}
