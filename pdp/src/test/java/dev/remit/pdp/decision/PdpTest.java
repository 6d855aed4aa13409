package dev.remit.pdp.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PdpTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String PERMIT_ALL = "@id(\"all\") permit(principal, action, resource);";

  @TempDir Path folder;

  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static RawRequest call(String tool, String arguments) {
    return new RawRequest.ToolCall("f:1", "gpt", tool, json(arguments), Provenance.ABSENT);
  }

  private static RawRequest evaluation(String properties, String context) {
    return new RawRequest.Evaluation(
        "f:1",
        new RawRequest.Named("Agent", "gpt", json("{}")),
        new RawRequest.Named("Action", "pay", json("{}")),
        new RawRequest.Named("Account", "1", json(properties)),
        json(context),
        Provenance.ABSENT);
  }

  private Decision decide(RawRequest raw, String... policies) {
    Bundle bundle = new BundleFixture(folder).policies(policies).read();
    Snapshot snapshot = Snapshot.of(bundle);
    DecisionInputs inputs = DecisionInputs.of(raw, NOW, bundle, snapshot);
    Decision decision = Pdp.decide(inputs, bundle, snapshot);
    assertThat(Pdp.decide(inputs, bundle, snapshot)).as("decided again").isEqualTo(decision);
    return decision;
  }

  @Test
  void policiesSeeTheMarkerAndTheInputsHoldNothingElse() throws SyntaxException {
    Bundle bundle =
        new BundleFixture(folder)
            .write(
                "remit.yaml",
                """
                name: test
                owner: team@x.example
                mapping: {tools: {look: {resource: {type: Service, id: bank}}}}
                sensitive: {mask: arguments.card.pin}
                """)
            .policies(
                "@id(\"a\") permit(principal, action, resource)"
                    + " when { context.arguments.card.pin == \"[masked]\" };")
            .read();
    Snapshot snapshot = Snapshot.of(bundle);
    RawRequest raw = call("look", "{\"card\":{\"pin\":\"s3cret\"},\"Cookie\":\"s3cret\"}");
    DecisionInputs inputs = DecisionInputs.of(raw, NOW, bundle, snapshot);
    assertThat(Pdp.decide(inputs, bundle, snapshot).isPermit()).isTrue();
    assertThat(inputs.toString()).contains("[masked]").doesNotContain("s3cret");
  }

  @Test
  void aPermitNamesItsPoliciesReasonsAndObligations() {
    assertThat(
            decide(
                call("look", "{}"),
                "@id(\"a\") @reason(\"reading is free\") @obligation(\"watermark\")"
                    + " permit(principal, action, resource);",
                "@id(\"b\") @obligation(\"watermark\") permit(principal, action, resource);"))
        .isEqualTo(
            new Decision.Permit(
                List.of(
                    Reason.of(ReasonCode.PERMITTED, id("a"), "reading is free"),
                    Reason.of(ReasonCode.PERMITTED, id("b"), "")),
                List.of(),
                List.of("watermark")));
  }

  private static PolicyId id(String id) {
    return new PolicyId(id);
  }

  @Test
  void noMatchAndForbiddenAreDifferentAnswers() {
    assertThat(
            decide(call("look", "{}"), "permit(principal, action == Action::\"pay\", resource);"))
        .isEqualTo(new Decision.Deny(Reason.of(ReasonCode.NO_PERMIT, "")));
    assertThat(
            decide(
                call("look", "{}"),
                PERMIT_ALL,
                "@id(\"no\") @reason(\"closed\") forbid(principal, action, resource);"))
        .isEqualTo(new Decision.Deny(Reason.of(ReasonCode.FORBIDDEN, id("no"), "closed")));
  }

  @Test
  void aForbidThatCannotBeEvaluatedDenies() {
    Decision decision =
        decide(
            call("look", "{}"),
            PERMIT_ALL,
            "@id(\"no\") forbid(principal, action, resource) when { context.missing };");
    assertThat(decision.canonical())
        .isEqualTo("deny | forbid-error:no | no:eval.missing-attribute | ");
    assertThat(decision.reasons().getFirst().text())
        .startsWith("the policy could not be evaluated: ");
  }

  @Test
  void aForbidOutOfScopeCannotErr() {
    assertThat(
            decide(
                    call("look", "{}"),
                    PERMIT_ALL,
                    "forbid(principal, action == Action::\"pay\", resource) when { context.missing };")
                .canonical())
        .isEqualTo("permit | permitted:all |  | ");
  }

  @Test
  void aPermitThatCannotBeEvaluatedIsSkippedAndReported() {
    assertThat(
            decide(
                    call("look", "{}"),
                    PERMIT_ALL,
                    "@id(\"odd\") permit(principal, action, resource) when { context.missing };")
                .canonical())
        .isEqualTo("permit | permitted:all | odd:eval.missing-attribute | ");
  }

  @Test
  void anErringForbidIsNamedBesideTheOneThatHolds() {
    assertThat(
            decide(
                    call("look", "{}"),
                    "@id(\"err\") forbid(principal, action, resource) when { context.missing };",
                    "@id(\"no\") forbid(principal, action, resource);")
                .canonical())
        .isEqualTo("deny | forbidden:no,forbid-error:err | err:eval.missing-attribute | ");
  }

  @Test
  void everyResourceOfACallMustBePermitted() {
    String onlyOne = "@id(\"one\") permit(principal, action, resource == Account::\"1\");";
    assertThat(decide(call("pay", "{\"to\":\"1\"}"), onlyOne).isPermit()).isTrue();
    assertThat(decide(call("pay", "{\"to\":[\"1\",\"2\"]}"), onlyOne).canonical())
        .isEqualTo("deny | no-permit |  | ");
  }

  @Test
  void whatCouldNotBeMappedIsDeniedWithItsReason() {
    assertThat(decide(call("rm", "{}"), PERMIT_ALL).canonical()).isEqualTo("deny | unmapped |  | ");
    Decision refused = decide(call("pay", "{\"to\":\"1\",\"amount\":0.001}"), PERMIT_ALL);
    assertThat(refused.canonical()).isEqualTo("deny | refused |  | ");
    assertThat(refused.reasons().getFirst().text()).startsWith("`arguments.amount` is 0.001");
  }

  @Test
  void policiesSeeArgumentsProvenanceAndTime() {
    Provenance provenance =
        new Provenance(
            Claim.verified("emma"),
            Claim.asserted("gpt"),
            Claim.asserted("t"),
            Claim.asserted(List.of("look")),
            Claim.asserted(2L));
    RawRequest raw =
        new RawRequest.ToolCall(
            "f:1", "gpt", "pay", json("{\"to\":\"1\",\"amount\":452.5}"), provenance);
    assertThat(
            decide(
                    raw,
                    """
                    permit(principal == Agent::"gpt", action == Action::"pay", resource == Account::"1")
                    when { context.arguments.amount == 45250
                      && context.provenance.user == {status: "verified", value: "emma"}
                      && context.provenance.tools.value.contains("look")
                      && context.provenance.position.value == 2
                      && context.task.labels.isEmpty()
                      && context.credential.status == "absent"
                      && context.credential.scopes.isEmpty()
                      && context.credential.expires < context.now
                      && context.now.toTime() == duration("10h") };
                    """)
                .isPermit())
        .isTrue();
  }

  @Test
  void whatTheCallerSaysOfAnEntityNeverOverridesWhatIsStored() {
    BundleFixture fixture = new BundleFixture(folder);
    fixture.write(
        "entities/a.json",
        """
        [{"uid":{"type":"Account","id":"1"},"attrs":{"blocked":true},"parents":[]}]
        """);
    String policy = "permit(principal, action, resource) when { resource.blocked == false };";
    assertThat(decide(evaluation("{\"blocked\":false}", "{}"), policy).isPermit()).isFalse();
    String said = "permit(principal, action, resource) when { resource.colour == \"red\" };";
    assertThat(decide(evaluation("{\"colour\":\"red\"}", "{}"), said).isPermit()).isTrue();
  }

  @Test
  void whatTheCallerSaysCountsOnlyForItsOwnRequest() {
    Bundle bundle =
        new BundleFixture(folder)
            .policies("permit(principal, action, resource) when { resource has colour };")
            .read();
    Snapshot snapshot = Snapshot.of(bundle);
    DecisionInputs with =
        DecisionInputs.of(evaluation("{\"colour\":1}", "{}"), NOW, bundle, snapshot);
    DecisionInputs without = DecisionInputs.of(evaluation("{}", "{}"), NOW, bundle, snapshot);
    assertThat(Pdp.decide(with, bundle, snapshot).isPermit()).isTrue();
    assertThat(Pdp.decide(without, bundle, snapshot).isPermit()).isFalse();
  }

  @Test
  void contextOfTheCallerIsThere() {
    assertThat(
            decide(
                    evaluation("{}", "{\"ip\":\"10.0.0.1\"}"),
                    "permit(principal, action, resource) when { ip(context.ip).isInRange(ip(\"10.0.0.0/8\")) };")
                .isPermit())
        .isTrue();
  }
}
