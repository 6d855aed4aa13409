package dev.remit.conformance.traps;

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
}
