package dev.remit.cedar.explain;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One golden file a situation: the policies, then their explanation.
final class ExplanationGoldenTest {
  private static final Path FOLDER =
      SharedData.projectRoot().resolve("cedar/src/test/golden/explain");

  private static final String ENTITIES =
      """
      [
        {"uid": {"type": "User", "id": "alice"},
         "attrs": {"level": 3, "mail": "alice@example.org", "blocked": false},
         "parents": [{"type": "Group", "id": "support"}]},
        {"uid": {"type": "User", "id": "bob"}, "attrs": {"level": 1, "blocked": true}, "parents": []},
        {"uid": {"type": "Group", "id": "support"}, "attrs": {},
         "parents": [{"type": "Group", "id": "staff"}]},
        {"uid": {"type": "Doc", "id": "plan"},
         "attrs": {"owner": {"__entity": {"type": "User", "id": "bob"}}, "level": 2,
                   "readers": [{"__entity": {"type": "Group", "id": "sales"}}],
                   "network": {"__extn": {"fn": "ip", "arg": "10.0.0.0/8"}}},
         "parents": [{"type": "Folder", "id": "shared"}]},
        {"uid": {"type": "Doc", "id": "draft"}, "attrs": {}, "parents": []}
      ]
      """;

  private String policies = "";
  private String principal = "alice";
  private String action = "view";
  private String resource = "plan";
  private String context = "{}";

  private Explanation explain() throws SyntaxException {
    Source source = new Source("plan.cedar", policies);
    PolicySet set = PolicySetReader.read(List.of(source), PolicyNaming.BY_ANNOTATION);
    Entities entities = EntitiesJson.read(new Source("entities.json", ENTITIES));
    Request request =
        new Request(
            EntityUid.of("User", principal),
            EntityUid.of("Action", action),
            EntityUid.of("Doc", resource),
            ContextJson.read(new Source("context.json", context)));
    return PolicyEngine.compile(set).explain(request, entities);
  }

  private void check(String name) throws SyntaxException {
    Source source = new Source("plan.cedar", policies);
    String printed = ExplanationPrinter.print(explain(), _ -> Optional.of(source), 96);
    Golden.check(FOLDER.resolve(name + ".txt"), policies + "\n---\n" + printed);
  }

  @Test
  void aPermitNamesThePolicyAndItsGround() throws SyntaxException {
    policies =
        """
        @id("readers")
        permit (principal, action == Action::"view", resource)
        when { principal in Group::"staff" && principal.level > resource.level };

        @id("owner")
        permit (principal, action, resource)
        when { resource.owner == principal };

        @id("write-off-hours")
        forbid (principal, action == Action::"edit", resource);
        """;
    check("permit");
  }

  @Test
  void aDefaultDenyNamesTheFalseOperandOfTheNearestPermit() throws SyntaxException {
    policies =
        """
        permit (principal, action == Action::"delete", resource)
        when { principal.level >= 9 };

        permit (principal, action, resource is Folder);

        permit (principal, action in [Action::"view", Action::"edit"], resource in Folder::"shared")
        when { principal has level && resource.owner == principal && context.mfa }
        unless { context has incident };
        """;
    context = "{\"mfa\": true}";
    check("default-deny");
  }

  @Test
  void aDenyNamesTheForbidAndWhatItSaw() throws SyntaxException {
    policies =
        """
        @id("all")
        permit (principal, action, resource);

        @id("network")
        forbid (principal, action, resource)
        unless { context.ip.isInRange(resource.network) || context.break_glass };
        """;
    context =
        "{\"ip\": {\"__extn\": {\"fn\": \"ip\", \"arg\": \"192.168.0.7\"}}, \"break_glass\": false}";
    check("forbid");
  }

  @Test
  void aPolicyThatErrsSaysWhereAndWhy() throws SyntaxException {
    policies =
        """
        @id("owner")
        permit (principal, action, resource)
        when { principal.level > 1 && resource.owner == principal };

        @id("quota")
        forbid (principal, action, resource)
        when { context.used + 9223372036854775807 > 100 };
        """;
    resource = "draft";
    context = "{\"used\": 1}";
    check("errors");
  }

  @Test
  void aPermitForSomebodyElseIsNearestOnlyByItsScope() throws SyntaxException {
    policies =
        """
        permit (principal in Group::"sales", action == Action::"view", resource);
        permit (principal == User::"bob", action == Action::"edit", resource == Doc::"other");
        """;
    check("scope");
  }

  @Test
  void aSetWithoutPermitsSaysSo() throws SyntaxException {
    policies = "forbid (principal == User::\"eve\", action, resource);\n";
    check("no-permit");
  }

  @Test
  void aMissingAttributeIsNamedWithThoseThatAreThere() throws SyntaxException {
    policies =
        """
        permit (principal, action, resource)
        when { context has mfa.method && context.mfa.method == "webauthn" };
        """;
    context = "{\"ip\": \"10.0.0.1\", \"agent\": \"cli\"}";
    check("has");
  }

  @Test
  void anAlternativeShowsWhatEachSideSaw() throws SyntaxException {
    policies =
        """
        permit (principal, action, resource)
        when { principal == resource.owner || principal in resource.readers || context.admin };
        """;
    context = "{\"admin\": false}";
    check("or");
  }

  @Test
  void theBranchTakenIsTheOneThatCounts() throws SyntaxException {
    policies =
        """
        permit (principal, action, resource)
        when { if principal in Group::"staff" then context.reason like "TICKET-*" else false }
        unless { !(context.tags.containsAny(["internal", "public"])) };
        """;
    context = "{\"reason\": \"because\", \"tags\": [\"secret\"]}";
    check("if");
  }

  @Test
  void anUnlessThatHoldsIsToBeFalse() throws SyntaxException {
    policies =
        """
        permit (principal, action, resource)
        unless { principal.blocked || context.risk > 50 };
        """;
    principal = "bob";
    context = "{\"risk\": 10}";
    check("unless");
  }

  @Test
  void longValuesAreCutAndControlCharactersEscaped() throws SyntaxException {
    policies =
        """
        @id("a\\u{1b}[31m\\nforged: permit")
        permit (principal, action, resource)
        when { context.note == "x" && context.deep has a };
        """;
    context = "{\"note\": \"\\u001b[2J" + "very long ".repeat(40) + "\", \"deep\": {}}";
    check("hostile");
  }

  @Test
  void theJsonFormHasTheWholeTree() throws SyntaxException {
    policies =
        """
        @id("owner")
        permit (principal, action, resource)
        when { resource.owner == principal && context.mfa };

        forbid (principal, action, resource)
        when { resource.secret };
        """;
    Golden.check(
        FOLDER.resolve("explanation.json"),
        JsonWriter.pretty(ExplanationJson.write(explain())) + "\n");
  }
}
