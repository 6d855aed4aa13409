package dev.remit.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The bridge itself: what goes over it arrives, and what comes back is told apart.
final class OracleTest {
  private static final OracleRequest REQUEST =
      new OracleRequest(
          OracleRequest.uid("User", "a"),
          OracleRequest.uid("Action", "b"),
          OracleRequest.uid("Doc", "c"),
          "{\"text\":\"\\u0000 \uD83D\uDE00\"}");

  @Test
  void decisionReasonsAndErrorsArriveById() {
    OraclePolicies policies =
        OraclePolicies.ofTexts(
            List.of(
                "permit(principal, action, resource);",
                "permit(principal, action, resource) when { context.none };",
                "permit(principal, action, resource) when"
                    + " { context.text == \"\\0 \\u{1F600}\" };"));
    Answer response = Oracle.authorize(policies, "[]", REQUEST).require();
    assertThat(response.permitted()).isTrue();
    assertThat(response.reasons()).containsExactly("policy0", "policy2");
    assertThat(response.errors()).containsOnlyKeys("policy1");
  }

  @Test
  void templatesAreLinkedInTextAndInJson() {
    OraclePolicies policies =
        new OraclePolicies()
            .addTemplateText("t", "permit(principal == ?principal, action, resource);")
            .addLink("t", "linked", "{\"?principal\":{\"type\":\"User\",\"id\":\"a\"}}");
    assertThat(Oracle.authorize(policies, "[]", REQUEST).require().reasons())
        .containsExactly("linked");
    assertThat(Oracle.policySetToJson(policies).require()).contains("templateLinks", "linked");
  }

  @Test
  void preparedAndSingleCallsAgree() {
    OraclePolicies policies = OraclePolicies.ofText("forbid(principal, action, resource);");
    assertThat(Oracle.authorizeAll(policies, "[]", List.of(REQUEST)).require())
        .containsExactly(Oracle.authorize(policies, "[]", REQUEST));
  }

  @Test
  void refusalsAreNotDecisions() {
    assertThat(Oracle.authorize(OraclePolicies.ofText("permit(;"), "[]", REQUEST).isAccepted())
        .isFalse();
    assertThat(Oracle.parsePolicy("permit(principal, action, resource) when { 1 / 2 };"))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(Oracle.parseSchema("entity A in [B];").isAccepted()).isFalse();
    assertThat(Oracle.parseSchemaJson("{}").isAccepted()).isTrue();
  }

  @Test
  void schemasAndPoliciesConvert() {
    String json = Oracle.schemaToJson("entity A;").require();
    assertThat(Oracle.schemaToText(json).require()).contains("entity A");
    assertThat(Oracle.policyFromJson("{\"effect\":\"permit\"}").isAccepted()).isFalse();
  }

  @Test
  void validationNamesThePolicy() {
    OraclePolicies policies =
        OraclePolicies.ofText("permit(principal == None::\"a\", action, resource);");
    String schema =
        "entity A; action \"b\" appliesTo { principal: [A], resource: [A], context: {} };";
    assertThat(Oracle.validate(policies, schema).require()).containsOnlyKeys("policy0");
    assertThat(Oracle.validateEntities("[]", schema).isAccepted()).isTrue();
    String wrong = "[{\"uid\":{\"type\":\"B\",\"id\":\"\"},\"attrs\":{},\"parents\":[]}]";
    assertThat(Oracle.validateEntities(wrong, schema).isAccepted()).isFalse();
  }
}
