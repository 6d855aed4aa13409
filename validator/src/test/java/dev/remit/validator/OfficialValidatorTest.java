package dev.remit.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.testkit.SmallStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OfficialValidatorTest {
  private static final Schema SCHEMA =
      Worlds.schema(
          """
          entity Team;
          entity User in [Team] { age: Long, nick?: String };
          entity Color enum ["red"];
          action view appliesTo { principal: [User], resource: [User, Color], context: { n: Long } };
          """);

  private final PolicyValidator validator = new OfficialValidator();

  private List<Finding> check(String policies) throws ValidatorException {
    return validator.validatePolicies(Worlds.policies(policies), SCHEMA);
  }

  @Test
  void whatFitsHasNoFindings() throws ValidatorException {
    assertThat(check("permit(principal, action == Action::\"view\", resource);")).isEmpty();
    assertThat(validator.validatePolicies(PolicySet.EMPTY, Schema.EMPTY)).isEmpty();
  }

  @Test
  void aFindingNamesThePolicyQuotesItAndSaysWhatToDo() throws ValidatorException {
    List<Finding> findings =
        check(
            "permit(principal, action, resource);\npermit(principal, action, resource)"
                + " when { principal.agee > 1 };");
    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.policy()).isEqualTo(new PolicyId("policy1"));
    assertThat(finding.isError()).isTrue();
    assertThat(finding.code()).isEqualTo("validation.policy");
    assertThat(finding.span().start()).isEqualTo(37);
    assertThat(finding.headline())
        .isEqualTo(
            "policy `policy1`: attribute `agee` on entity type `User` not found,"
                + " in `principal.agee`; did you mean `age`?");
  }

  @Test
  void findingsAreInTheOrderOfThePolicies() throws ValidatorException {
    StringBuilder policies = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      policies.append("permit(principal, action, resource) when { principal.x && context.y };\n");
    }
    assertThat(check(policies.toString()))
        .extracting(finding -> String.valueOf(finding.policy()))
        .startsWith("policy0")
        .endsWith("policy11")
        .isSortedAccordingTo((a, b) -> Integer.compare(position(a), position(b)));
  }

  private static int position(String id) {
    return Integer.parseInt(id.substring("policy".length()));
  }

  @Test
  void aPolicyThatCanNeverApplyIsSuspicious() throws ValidatorException {
    assertThat(check("permit(principal is Color, action, resource);"))
        .extracting(Finding::severity, Finding::code)
        .contains(tuple(Finding.Severity.WARNING, "validation.suspicious-policy"));
  }

  @Test
  void templatesAndLinksAreValidatedToo() throws ValidatorException {
    PolicySet template =
        Worlds.policies(
            "permit(principal == ?principal, action, resource) when { principal.agee > 1 };");
    PolicySet linked =
        template.with(
            new PolicySet.Link(
                new PolicyId("policy0"),
                new PolicyId("for ann"),
                Map.of(Slot.PRINCIPAL, new ScopeEntity.Entity(EntityUid.of("Usr", "ann")))));
    assertThat(validator.validatePolicies(linked, SCHEMA))
        .extracting(finding -> String.valueOf(finding.policy()))
        .contains("policy0", "for ann");
  }

  @Test
  void everyEntityThatDoesNotConformIsNamed() throws ValidatorException {
    String entity = "{'uid': {'type': '%s', 'id': '%s'}, 'attrs': {%s}, 'parents': [%s]}";
    String team = "{'type': 'Team', 'id': 't'}";
    String entities =
        String.join(
            ", ",
            entity.formatted("User", "good", "'age': 1", team),
            entity.formatted("User", "noAge", "", ""),
            entity.formatted("Team", "t", "", ""),
            entity.formatted("Color", "blue", "", ""),
            entity.formatted("Usr", "typo", "", ""),
            entity.formatted("Team", "inUser", "", "{'type': 'User', 'id': 'good'}"));
    assertThat(validator.validateEntities(Worlds.entities("[" + entities + "]"), SCHEMA))
        .allMatch(Finding::isError)
        .extracting(Finding::message)
        .satisfiesExactly(
            message -> assertThat(message).contains("noAge"),
            message -> assertThat(message).contains("blue"),
            message -> assertThat(message).contains("typo"),
            message -> assertThat(message).contains("inUser"));
  }

  @Test
  void aRequestMustNameTypesContextAndIdsOfTheSchema() throws ValidatorException {
    assertThat(request("User", "Color", "red", "{'n': 1}")).isEmpty();
    assertThat(request("Team", "Color", "red", "{'n': 1}")).hasSize(1);
    assertThat(request("User", "Color", "blue", "{'n': 1}")).hasSize(1);
    assertThat(request("User", "User", "x", "{'n': 'one'}"))
        .extracting(Finding::code)
        .containsExactly("validation.request");
  }

  private List<Finding> request(String principal, String resource, String id, String context)
      throws ValidatorException {
    return validator.validateRequest(
        Worlds.request(
            EntityUid.of(principal, "p"),
            EntityUid.of("Action", "view"),
            EntityUid.of(resource, id),
            context),
        SCHEMA);
  }

  @Test
  void theDeepestPolicyWeAcceptIsValidatedFromASmallStack() {
    int levels = Limits.EXPRESSION_DEPTH_MAX - 3;
    String deep =
        "permit(principal, action, resource) when { "
            + "[".repeat(levels)
            + "1"
            + "]".repeat(levels)
            + " == [] };";
    List<Finding> findings = SmallStack.call(256 * 1024, () -> check(deep));
    assertThat(findings).extracting(Finding::code).containsOnly("validation.policy");
  }

  @Test
  void theDeepestSchemaWeAcceptIsHandedOver() throws ValidatorException {
    int sets = Limits.VALUE_DEPTH_MAX - 1;
    Schema schema =
        Worlds.schema("entity A { a: " + "Set<".repeat(sets) + "Long" + ">".repeat(sets) + " };");
    assertThat(validator.validatePolicies(PolicySet.EMPTY, schema)).isEmpty();
  }

  @Test
  void anyCharacterReachesTheEngineAsItIs() throws ValidatorException {
    Schema schema =
        Worlds.schema(
            """
            entity U { "\uD83D\uDE00\\0": Long };
            action view appliesTo { principal: U, resource: U };
            """);
    List<Finding> findings =
        validator.validatePolicies(
            Worlds.policies(
                "permit(principal, action, resource) when"
                    + " { principal[\"\uD83D\uDE00\\u{0}\"] == 1 };"),
            schema);
    assertThat(findings).noneMatch(Finding::isError);
    assertThat(findings.getFirst().message()).contains("identifier `\uD83D\uDE00\\0`");
  }

  @Test
  void aLongChainIsValidated() throws ValidatorException {
    String chain = "principal.age > 1 && ".repeat(20_000);
    assertThat(check("permit(principal, action, resource) when { " + chain + "true };")).isEmpty();
  }
}
