package dev.remit.pdp.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Ruled;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EffectsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String MANIFEST =
      """
      name: test
      owner: x
      mapping:
        tools:
          pay:
            resource: {type: Account, arguments: to}
            arguments: {amount: {as: minor-units, digits: 2}}
      tasks:
        labels: [paid, sent, pii]
        meters: {spent: {unit: cents}, calls: {unit: calls, window: 1h}}
      """;

  @TempDir Path folder;

  private Ruled rule(TaskView task, String arguments, String... policies) {
    Bundle bundle =
        new BundleFixture(folder).write("remit.yaml", MANIFEST).policies(policies).read();
    return rule(bundle, task, call(arguments));
  }

  private static Ruled rule(Bundle bundle, TaskView task, RawRequest raw) {
    Snapshot snapshot = Snapshot.of(bundle);
    LiveContext live = new LiveContext(Credential.absent(), task, Flow.UNKNOWN);
    DecisionInputs inputs = DecisionInputs.of(raw, live, NOW, bundle, snapshot);
    return Pdp.rule(inputs, bundle, snapshot);
  }

  private static RawRequest call(String arguments) {
    try {
      return new RawRequest.ToolCall(
          "f:1",
          "gpt",
          "pay",
          (Json.JsonObject) JsonReader.read(new Source("test", arguments)),
          Provenance.ABSENT);
    } catch (SyntaxException e) {
      throw new AssertionError(arguments, e);
    }
  }

  private static TaskView task(Map<String, Long> meters, String... labels) {
    Map<String, Value> spent = new HashMap<>();
    meters.forEach((meter, amount) -> spent.put(meter, new LongValue(amount)));
    return new TaskView("t1", "support", new TreeSet<>(Set.of(labels)), RecordValue.of(spent));
  }

  @Test
  void thePermitsThatDetermineSayWhatARequestDoes() {
    assertThat(
            rule(
                    TaskView.NONE,
                    "{\"to\":\"a\",\"amount\":3.5}",
                    """
                    @label("paid, sent") @meter("spent += context.arguments.amount; calls += 1")
                    permit(principal, action, resource);
                    @meter("spent += 1 per 10m; calls += 2")
                    permit(principal, action, resource);
                    @label("pii") permit(principal, action == Action::"look", resource);
                    """)
                .effects())
        .isEqualTo(
            new Effects(
                new TreeSet<>(Set.of("paid", "sent")),
                List.of(
                    new Charge("calls", 3, 3_600_000),
                    new Charge("spent", 350, 0),
                    new Charge("spent", 1, 600_000))));
  }

  @Test
  void aPermitCountsOnceForAllResourcesOfARequest() {
    assertThat(
            rule(
                    TaskView.NONE,
                    "{\"to\":[\"a\",\"b\",\"c\"],\"amount\":1}",
                    "@meter(\"spent += context.arguments.amount\")"
                        + " permit(principal, action, resource);")
                .effects()
                .charges())
        .containsExactly(new Charge("spent", 100, 0));
  }

  @Test
  void aDenialDoesNothing() {
    Ruled ruled =
        rule(
            TaskView.NONE,
            "{\"to\":\"a\",\"amount\":1}",
            "@label(\"paid\") permit(principal, action, resource);",
            "forbid(principal, action, resource);");
    assertThat(ruled.decision().isPermit()).isFalse();
    assertThat(ruled.effects()).isEqualTo(Effects.NONE);
  }

  @Test
  void declaredMetersAndLabelsAreThereOutsideOfATask() {
    assertThat(
            rule(
                    TaskView.NONE,
                    "{\"to\":\"a\",\"amount\":1}",
                    """
                    permit(principal, action, resource) when {
                      context.task.meters.spent == 0 && context.task.meters.calls == 0
                        && context.task.labels == [] && context.task.id == ""
                    };
                    """)
                .decision()
                .isPermit())
        .isTrue();
  }

  @Test
  void metersAreReadAsTheyWereBefore() {
    String policies =
        """
        @meter("spent += context.task.meters.spent + context.arguments.amount")
        permit(principal, action, resource) when {
          context.task.meters.spent + context.arguments.amount <= 500
        };
        """;
    String five = "{\"to\":\"a\",\"amount\":5}";
    assertThat(rule(task(Map.of("spent", 0L)), five, policies).effects().charges())
        .containsExactly(new Charge("spent", 500, 0));
    assertThat(rule(task(Map.of("spent", 1L)), five, policies).decision().isPermit()).isFalse();
  }

  private List<Reason> denial(TaskView task, String arguments, String amount) {
    Ruled ruled =
        rule(
            task,
            arguments,
            "@id(\"a\") @meter(\"spent += " + amount + "\") permit(principal, action, resource);");
    assertThat(ruled.effects()).isEqualTo(Effects.NONE);
    return ruled.decision().reasons();
  }

  @Test
  void whatCannotBeSpentDenies() {
    String one = "{\"to\":\"a\",\"amount\":1}";
    TaskView task = task(Map.of("spent", 5L));
    String max = "9223372036854775803";
    assertThat(
            List.of(
                denial(task, one, "context.arguments.count"),
                denial(task, one, "context.arguments.to"),
                denial(task, one, "1 - context.arguments.amount"),
                denial(task, one, max),
                denial(task, one, max + " + 100"),
                denial(
                    task,
                    "{\"to\":[\"a\",\"b\"],\"amount\":1}",
                    "if resource == Account::\\\"a\\\" then 1 else 2")))
        .allSatisfy(reasons ->
            assertThat(reasons).extracting(Reason::code).containsExactly(ReasonCode.EFFECT_ERROR))
        .extracting(reasons -> reasons.getFirst().text())
        .satisfiesExactly(
            text -> assertThat(text).startsWith("what it adds to `spent` has no value"),
            text -> assertThat(text).endsWith("is no whole number"),
            text -> assertThat(text).contains("is -99,"),
            text -> assertThat(text).endsWith("is more than a meter holds"),
            text -> assertThat(text).contains("has no value"),
            text -> assertThat(text).endsWith("is not the same for all resources"));
  }

  private Bundle classified(String entity) {
    return new BundleFixture(folder)
        .write(
            "remit.yaml",
            MANIFEST
                + "  classification:\n"
                + "    attribute: class\n"
                + "    labels: {personal: [pii], open: []}\n")
        .write("entities/accounts.json", "[" + entity + "]")
        .policies("permit(principal, action, resource);")
        .read();
  }

  private Ruled ruleClassified(String attributes) {
    return rule(
        classified(
            "{\"uid\":{\"type\":\"Account\",\"id\":\"a\"},\"attrs\":"
                + attributes
                + ",\"parents\":[]}"),
        TaskView.NONE,
        call("{\"to\":[\"b\",\"a\"],\"amount\":1}"));
  }

  @Test
  void aClassifiedResourceLeavesItsLabelsWhateverPermits() {
    assertThat(ruleClassified("{\"class\":\"personal\"}").effects().labels())
        .containsExactly("pii");
    assertThat(ruleClassified("{\"class\":[\"open\",\"personal\"]}").effects().labels())
        .containsExactly("pii");
    assertThat(ruleClassified("{\"class\":\"open\"}").effects().labels()).isEmpty();
    assertThat(ruleClassified("{}").effects().labels()).isEmpty();
  }

  @Test
  void aClassificationThatIsNotKnownDenies() {
    assertThat(
            List.of(
                ruleClassified("{\"class\":\"secret\"}"),
                ruleClassified("{\"class\":[\"open\",\"secret\"]}"),
                ruleClassified("{\"class\":3}")))
        .extracting(ruled -> ruled.decision().reasons().getFirst().code())
        .containsOnly(ReasonCode.UNCLASSIFIED);
  }
}
