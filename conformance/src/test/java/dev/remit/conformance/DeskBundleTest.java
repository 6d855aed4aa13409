package dev.remit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Ruled;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.task.Charge;
import dev.remit.pdp.task.TaskView;
import dev.remit.testkit.SharedData;
import dev.remit.validator.OfficialValidator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The support desk: what its bundle promises, on tool calls as its mapping makes them.
final class DeskBundleTest {
  private static final Path EXAMPLE = SharedData.projectRoot().resolve("examples/desk");
  private static final PolicyValidator VALIDATOR = new OfficialValidator();
  private static final long HOUR = 3_600_000;

  private static Bundle bundle;

  @BeforeAll
  static void read() throws SyntaxException {
    bundle = BundleReader.read(EXAMPLE);
  }

  /// A task in which this was done so far.
  private record Done(Set<String> labels, long refunds, long exported) {
    static final Done NOTHING = new Done(Set.of(), 0, 0);

    TaskView view() {
      return new TaskView(
          "t-1",
          "support",
          new TreeSet<>(labels),
          RecordValue.of(
              Map.of("refunds", new LongValue(refunds), "exported", new LongValue(exported))));
    }
  }

  private static RawRequest.ToolCall call(String tool, String arguments) throws SyntaxException {
    Json json = JsonReader.read(new Source("arguments", arguments));
    return new RawRequest.ToolCall(
        "test", "desk-bot", tool, (Json.JsonObject) json, Provenance.ABSENT);
  }

  private static DecisionInputs inputs(RawRequest call, LiveContext live) {
    return DecisionInputs.of(call, live, Instant.EPOCH, bundle, Snapshot.of(bundle));
  }

  private static LiveContext acting(String user, TaskView task) {
    Provenance verified =
        Provenance.ABSENT.withDelegators(Claim.verified(user), Claim.verified(List.of()));
    return new LiveContext(Credential.absent(), task, Flow.UNKNOWN, verified, "");
  }

  private static Ruled rule(String user, Done done, String tool, String arguments)
      throws SyntaxException {
    DecisionInputs inputs = inputs(call(tool, arguments), acting(user, done.view()));
    return Pdp.rule(inputs, bundle, Snapshot.of(bundle));
  }

  private static String decide(String user, Done done, String tool, String arguments)
      throws SyntaxException {
    return rule(user, done, tool, arguments).decision().canonical();
  }

  private static String refund(Done done, String amount) throws SyntaxException {
    return decide("kim", done, "refund_order", "{\"order_id\": \"7\", \"amount\": " + amount + "}");
  }

  private static String export(Done done, int records) throws SyntaxException {
    return decide("kim", done, "export_customers", "{\"records\": " + records + "}");
  }

  @Test
  void itsPoliciesAreValidUnderCedarsStrictRulesAndItsEntitiesConform() throws ValidatorException {
    assertThat(VALIDATOR.validatePolicies(bundle.policies(), bundle.schema())).isEmpty();
    assertThat(VALIDATOR.validateEntities(bundle.entities(), bundle.schema())).isEmpty();
  }

  @Test
  void everyPolicyHasAnIdAndAnOwnerAndEveryForbidAReason() {
    bundle
        .policies()
        .policies()
        .forEach((id, policy) -> {
          assertThat(policy.annotation("id")).hasValue(id.value());
          assertThat(policy.annotation("owner")).as(id.value()).isPresent();
          assertThat(policy.annotation("reason").isPresent())
              .as(id.value())
              .isEqualTo(policy.effect() == Effect.FORBID);
        });
  }

  @Test
  void aTaskGivesBackFiveHundredAndNotACentMore() throws SyntaxException {
    assertThat(refund(Done.NOTHING, "500.00")).startsWith("permit");
    assertThat(refund(Done.NOTHING, "500.01")).startsWith("deny");
    assertThat(refund(new Done(Set.of(), 30_000, 0), "200")).startsWith("permit");
    assertThat(refund(new Done(Set.of(), 30_000, 0), "200.01")).startsWith("deny");
    assertThat(refund(Done.NOTHING, "0")).startsWith("deny");
    assertThat(refund(Done.NOTHING, "-1")).startsWith("deny");
    assertThat(
            rule("kim", Done.NOTHING, "refund_order", "{\"order_id\": \"7\", \"amount\": 12.5}")
                .effects()
                .charges())
        .containsExactly(new Charge("refunds", 1_250, 0));
  }

  @Test
  void twentyRecordsAnHourAreExportedAndTheTaskIsLabelled() throws SyntaxException {
    assertThat(export(Done.NOTHING, 20)).startsWith("permit");
    assertThat(export(Done.NOTHING, 21)).startsWith("deny");
    assertThat(export(new Done(Set.of(), 0, 19), 1)).startsWith("permit");
    assertThat(export(new Done(Set.of(), 0, 19), 2)).startsWith("deny");
    Ruled exported = rule("kim", Done.NOTHING, "export_customers", "{\"records\": 5}");
    assertThat(exported.effects().labels()).containsExactly("customer-pii");
    assertThat(exported.effects().charges()).containsExactly(new Charge("exported", 5, HOUR));
  }

  @Test
  void whoHasReadAPersonalRecordMailsInsideAlone() throws SyntaxException {
    assertThat(
            rule("kim", Done.NOTHING, "read_customer", "{\"customer_id\": \"ann\"}")
                .effects()
                .labels())
        .containsExactly("customer-pii");
    assertThat(
            rule("kim", Done.NOTHING, "read_customer", "{\"customer_id\": \"ferry-line\"}")
                .effects()
                .labels())
        .isEmpty();
    Done read = new Done(Set.of("customer-pii"), 0, 0);
    String outside = "{\"to\": \"ann@example.org\"}";
    assertThat(decide("kim", Done.NOTHING, "send_mail", outside)).startsWith("permit");
    assertThat(decide("kim", read, "send_mail", outside))
        .startsWith("deny | forbidden:customer-data-stays");
    assertThat(decide("kim", read, "send_mail", "{\"to\": \"pat@harbour.example\"}"))
        .startsWith("permit");
    assertThat(
            decide(
                "kim", read, "send_mail", "{\"to\": [\"pat@harbour.example\", \"a@example.org\"]}"))
        .startsWith("deny");
  }

  @Test
  void oneTaskApprovesOrPays() throws SyntaxException {
    String payout = "{\"payout_id\": \"3\"}";
    assertThat(decide("pat", Done.NOTHING, "pay_payout", payout)).startsWith("permit");
    assertThat(decide("pat", new Done(Set.of("approved"), 0, 0), "pay_payout", payout))
        .startsWith("deny | forbidden:never-approve-and-pay");
    assertThat(decide("pat", new Done(Set.of("paid"), 0, 0), "approve_payout", payout))
        .startsWith("deny | forbidden:never-approve-and-pay");
    assertThat(rule("pat", Done.NOTHING, "approve_payout", payout).effects().labels())
        .containsExactly("approved");
    assertThat(rule("pat", Done.NOTHING, "pay_payout", payout).effects().labels())
        .containsExactly("paid");
  }

  @Test
  void theAgentMayDoWhatItAndItsUserMayAndNothingAlone() throws SyntaxException {
    String payout = "{\"payout_id\": \"3\"}";
    assertThat(decide("kim", Done.NOTHING, "pay_payout", payout))
        .isEqualTo("deny | no-permit@User::\"kim\" |  | ");
    assertThat(decide("mallory", Done.NOTHING, "read_customer", "{\"customer_id\": \"ann\"}"))
        .isEqualTo("deny | no-permit@User::\"mallory\" |  | ");
    RawRequest read = call("read_customer", "{\"customer_id\": \"ann\"}");
    LiveContext alone = new LiveContext(Credential.absent(), Done.NOTHING.view(), Flow.UNKNOWN);
    assertThat(Pdp.decide(inputs(read, alone), bundle, Snapshot.of(bundle)).canonical())
        .isEqualTo("deny | no-delegator |  | ");
    assertThat(
            Pdp.decide(inputs(read, acting("kim", TaskView.NONE)), bundle, Snapshot.of(bundle))
                .isPermit())
        .isFalse();
  }

  @Test
  void itsMappingMakesOfCallsWhatItsSchemaDeclares() throws SyntaxException {
    Map<String, String> calls =
        Map.of(
            "read_customer", "{\"customer_id\": \"ann\"}",
            "export_customers", "{\"records\": 3}",
            "refund_order", "{\"order_id\": \"7\", \"amount\": 3.5}",
            "approve_payout", "{\"payout_id\": \"3\"}",
            "pay_payout", "{\"payout_id\": \"3\"}",
            "send_mail", "{\"to\": \"ann@example.org\"}");
    for (Map.Entry<String, String> each : new TreeMap<>(calls).entrySet()) {
      DecisionInputs inputs =
          inputs(call(each.getKey(), each.getValue()), acting("kim", Done.NOTHING.view()));
      List<Request> requests = inputs.requests(inputs.mapped().principal());
      assertThat(requests).as(each.getKey()).hasSize(1);
      ActionType action =
          Objects.requireNonNull(
              bundle.schema().findAction(requests.getFirst().action()), each.getKey());
      assertThat(action.resources()).contains(requests.getFirst().resource().type());
      assertThat(action.principals()).contains(requests.getFirst().principal().type());
    }
  }
}
