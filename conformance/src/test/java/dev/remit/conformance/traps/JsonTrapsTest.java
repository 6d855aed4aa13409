package dev.remit.conformance.traps;

import static dev.remit.conformance.traps.Outcome.ERROR;
import static dev.remit.conformance.traps.Outcome.FALSE;
import static dev.remit.conformance.traps.Outcome.REFUSED;
import static dev.remit.conformance.traps.Outcome.TRUE;

import org.junit.jupiter.api.Test;

/// Entities and contexts in JSON.
final class JsonTrapsTest {
  private static String entity(String attributes) {
    return "[{\"uid\": {\"type\": \"User\", \"id\": \"a\"}, \"attrs\": %s, \"parents\": []}]"
        .formatted(attributes);
  }

  private static void attributes(Outcome expected, String json, String condition) {
    Trap.condition(condition).entities(entity(json)).is(expected);
  }

  private static void context(Outcome expected, String json, String condition) {
    Trap.condition(condition).context(json).is(expected);
  }

  @Test
  void duplicateKeysAreRefused() {
    attributes(REFUSED, "{\"a\": 1, \"a\": 1}", "true");
    attributes(REFUSED, "{\"a\": {\"b\": 1, \"b\": 1}}", "true");
    context(REFUSED, "{\"a\": 1, \"a\": 2}", "true");
  }

  @Test
  void nullIsRefused() {
    attributes(REFUSED, "{\"a\": null}", "true");
    attributes(REFUSED, "{\"a\": [null]}", "true");
    context(REFUSED, "{\"a\": null}", "true");
  }

  @Test
  void floatsAreRefused() {
    attributes(REFUSED, "{\"a\": 1.0}", "true");
    attributes(REFUSED, "{\"a\": 1e2}", "true");
    context(REFUSED, "{\"a\": 9223372036854775808}", "true");
    context(REFUSED, "{\"a\": -9223372036854775809}", "true");
    context(TRUE, "{\"a\": -9223372036854775808}", "context.a < 0");
  }

  @Test
  void minusZeroIsAFloat() {
    context(REFUSED, "{\"a\": -0}", "context.a == 0");
  }

  @Test
  void escapesNameEntitiesAndExtensionValues() {
    context(
        TRUE,
        "{\"a\": {\"__entity\": {\"type\": \"User\", \"id\": \"a\"}}}",
        "context.a == principal");
    context(
        TRUE, "{\"a\": {\"__extn\": {\"fn\": \"ip\", \"arg\": \"::1\"}}}", "context.a.isIpv6()");
    context(REFUSED, "{\"a\": {\"__extn\": {\"fn\": \"ip\", \"arg\": \"x\"}}}", "true");
    context(REFUSED, "{\"a\": {\"__extn\": {\"fn\": \"none\", \"arg\": \"x\"}}}", "true");
    context(REFUSED, "{\"a\": {\"__expr\": \"1\"}}", "true");
  }

  @Test
  void anEscapeIsOneOnlyAsTheSoleKey() {
    context(
        TRUE,
        "{\"a\": {\"__entity\": {\"type\": \"User\", \"id\": \"a\"}, \"b\": 1}}",
        "context.a has \"__entity\" && context.a.b == 1");
    context(
        TRUE,
        "{\"a\": {\"__extn\": {\"fn\": \"ip\", \"arg\": \"::1\"}, \"b\": 1}}",
        "context.a[\"__extn\"].fn == \"ip\"");
  }

  @Test
  void namesInJsonAreNormalised() {
    context(REFUSED, "{\"a\": {\"__entity\": {\"type\": \"App :: User\", \"id\": \"a\"}}}", "true");
    context(REFUSED, "{\"a\": {\"__entity\": {\"type\": \" User\", \"id\": \"a\"}}}", "true");
    context(REFUSED, "{\"a\": {\"__entity\": {\"type\": \"if\", \"id\": \"a\"}}}", "true");
    context(REFUSED, "{\"a\": {\"__entity\": {\"type\": \"\", \"id\": \"a\"}}}", "true");
  }

  @Test
  void parentsAreDirectAndInheritedOnesFollow() {
    String chain =
        """
        [{"uid": {"type": "User", "id": "a"}, "attrs": {}, "parents": [{"type": "G", "id": "1"}]},
         {"uid": {"type": "G", "id": "1"}, "attrs": {}, "parents": [{"type": "G", "id": "2"}]}]
        """;
    Trap.condition("principal in G::\"2\"").entities(chain).is(TRUE);
    Trap.condition("G::\"2\" in principal").entities(chain).is(FALSE);
  }

  @Test
  void aCycleIsRefused() {
    String cycle =
        """
        [{"uid": {"type": "G", "id": "1"}, "attrs": {}, "parents": [{"type": "G", "id": "2"}]},
         {"uid": {"type": "G", "id": "2"}, "attrs": {}, "parents": [{"type": "G", "id": "1"}]}]
        """;
    Trap.condition("true").entities(cycle).is(REFUSED);
    String self =
        """
        [{"uid": {"type": "G", "id": "1"}, "attrs": {}, "parents": [{"type": "G", "id": "1"}]}]
        """;
    Trap.condition("true").entities(self).is(REFUSED);
  }

  @Test
  void anEntityGivenTwiceIsRefusedUnlessItIsTheSame() {
    String once = "{\"uid\": {\"type\": \"U\", \"id\": \"a\"}, \"attrs\": {%s}, \"parents\": []}";
    String different = "[" + once.formatted("\"a\": 1") + "," + once.formatted("\"a\": 2") + "]";
    Trap.condition("true").entities(different).is(REFUSED);
    String same = "[" + once.formatted("\"a\": 1") + "," + once.formatted("\"a\": 1") + "]";
    Trap.condition("true").entities(same).is(TRUE);
  }

  @Test
  void anEntityNeedsItsThreeMembers() {
    Trap.condition("true")
        .entities("[{\"uid\": {\"type\": \"U\", \"id\": \"a\"}, \"parents\": []}]")
        .is(REFUSED);
    Trap.condition("true")
        .entities("[{\"uid\": {\"type\": \"U\", \"id\": \"a\"}, \"attrs\": {}}]")
        .is(REFUSED);
    Trap.condition("true").entities("{}").is(REFUSED);
  }

  @Test
  void aContextIsARecord() {
    context(REFUSED, "[]", "true");
    context(REFUSED, "1", "true");
    context(ERROR, "{}", "context.a == 1");
  }
}
