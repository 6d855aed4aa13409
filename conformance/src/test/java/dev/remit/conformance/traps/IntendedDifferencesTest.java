package dev.remit.conformance.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.conformance.oracle.Oracle;
import org.junit.jupiter.api.Test;

/// All that Cedar accepts and we refuse, on purpose; the module's README gives the reasons. Ours is
/// never the laxer one.
final class IntendedDifferencesTest {
  @Test
  void unknownMembersOfAnEntityAreRefused() {
    Trap.condition("true")
        .entities(
            """
            [{"uid": {"type": "U", "id": "a"}, "attrs": {}, "parents": [], "tag": {}}]
            """)
        .isRefusedByUsAndOfficially(Outcome.TRUE);
  }

  @Test
  void aMalformedEscapeIsNotTakenForARecord() {
    Trap.condition("context.a[\"__entity\"] == 1")
        .context("{\"a\": {\"__entity\": 1}}")
        .isRefusedByUsAndOfficially(Outcome.TRUE);
  }

  @Test
  void nestingHasALimit() {
    String deep = "(".repeat(65) + "true" + ")".repeat(65);
    Trap.condition(deep).isRefusedByUsAndOfficially(Outcome.TRUE);
    Trap.condition("[".repeat(63) + "]".repeat(63) + " != 1").is(Outcome.TRUE);
  }

  @Test
  void anAttributeIsDeclaredOnce() {
    String schema = "entity A {a: Long, a: String};";
    assertThat(Oracle.parseSchema(schema).isAccepted()).isTrue();
    assertThatThrownBy(() -> SchemaParser.parse(new Source("schema", schema)))
        .isInstanceOf(SyntaxException.class);
  }

  @Test
  void aMethodInJsonHasAReceiver() {
    refusedByUsAlone("\"All\"", "[{\"kind\": \"when\", \"body\": {\"isIpv4\": []}}]");
  }

  @Test
  void aScopeInJsonNamesAnEntityOrASlot() {
    refusedByUsAlone(
        "\"==\", \"entity\": {\"type\": \"A\", \"id\": \"a\"}, \"slot\": \"?principal\"", "[]");
  }

  private static void refusedByUsAlone(String operation, String conditions) {
    String policy =
        """
        {"effect": "permit", "principal": {"op": %s}, "action": {"op": "All"},
         "resource": {"op": "All"}, "conditions": %s}
        """
            .formatted(operation, conditions);
    assertThat(Oracle.policyFromJson(policy).isAccepted()).isTrue();
    assertThatThrownBy(() -> PolicyJson.read(new Source("policy", policy)))
        .isInstanceOf(SyntaxException.class);
  }
}
