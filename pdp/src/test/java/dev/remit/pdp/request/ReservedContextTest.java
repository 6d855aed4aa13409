package dev.remit.pdp.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.task.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ReservedContextTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

  private static RecordValue fill(RecordValue context) {
    return ReservedContext.fill(
        context,
        Credential.absent().toValue(),
        Provenance.ABSENT.toValue(),
        TaskView.NONE.toValue(),
        Flow.UNKNOWN.toValue(),
        NOW);
  }

  @Test
  void whatPoliciesRelyOnIsAlwaysThere() {
    RecordValue context = fill(RecordValue.EMPTY);
    assertThat(context.names()).isEqualTo(ReservedContext.KEYS);
    assertThat(context.find("task"))
        .hasToString("{\"id\": \"\", \"labels\": [], \"meters\": {}, \"purpose\": \"\"}");
    assertThat(context.find("credential")).isEqualTo(Credential.absent().toValue());
    assertThat(context.find("now")).hasToString("datetime(\"2023-11-14T22:13:20.123Z\")");
  }

  @Test
  void absentProvenanceIsAValueOfTheSameShape() {
    assertThat(Provenance.ABSENT.toValue())
        .hasToString(
            "{\"agent\": {\"status\": \"absent\", \"value\": \"\"}, \"chain\": {\"status\": \"absent\","
                + " \"value\": []}, \"position\": {\"status\": \"absent\", \"value\": 0}, \"prompt\":"
                + " {\"status\": \"absent\", \"value\": \"\"}, \"purpose\": {\"status\": \"absent\","
                + " \"value\": \"\"}, \"task\": {\"status\": \"absent\", \"value\": \"\"}, \"tools\":"
                + " {\"status\": \"absent\", \"value\": []}, \"trace\": {\"status\": \"absent\","
                + " \"value\": \"\"}, \"user\": {\"status\": \"absent\", \"value\": \"\"}}");
  }

  @Test
  void anAbsentCredentialIsAValueOfTheSameShapeAsAVerifiedOne() {
    Credential verified =
        new Credential.Verified(
            Credential.Kind.JWT,
            "https://issuer.example",
            "j1",
            "deploy-bot",
            new Credential.Reach(
                new TreeSet<>(List.of("write", "read")), new TreeSet<>(List.of("remit"))),
            new Credential.Validity(Instant.EPOCH, NOW),
            "");
    assertThat(verified.toValue())
        .hasToString(
            "{\"audiences\": [\"remit\"], \"expires\": datetime(\"2023-11-14T22:13:20.123Z\"),"
                + " \"id\": \"j1\", \"issued\": datetime(\"1970-01-01\"),"
                + " \"issuer\": \"https://issuer.example\", \"kind\": \"jwt\", \"scopes\":"
                + " [\"read\", \"write\"], \"status\": \"verified\", \"subject\": \"deploy-bot\"}");
    assertThat(Credential.absent().toValue())
        .hasToString(
            "{\"audiences\": [], \"expires\": datetime(\"1970-01-01\"), \"id\": \"\","
                + " \"issued\": datetime(\"1970-01-01\"), \"issuer\": \"\","
                + " \"kind\": \"\", \"scopes\": [], \"status\": \"absent\", \"subject\": \"\"}");
  }

  @Test
  void policiesCanTellVerifiedFromAsserted() {
    Provenance provenance =
        new Provenance(
            Claim.verified("emma"),
            Claim.asserted("gpt"),
            Claim.absent(),
            Claim.asserted(List.of("read", "pay")),
            Claim.asserted(3L));
    assertThat(provenance.toValue().find("user"))
        .hasToString("{\"status\": \"verified\", \"value\": \"emma\"}");
    assertThat(provenance.toValue().find("tools"))
        .hasToString("{\"status\": \"asserted\", \"value\": [\"read\", \"pay\"]}");
  }

  @Test
  void aReservedKeyIsNeverTakenOver() {
    RecordValue forged = RecordValue.of(Map.of("task", new LongValue(1)));
    assertThatThrownBy(() -> fill(forged)).isInstanceOf(IllegalArgumentException.class);
  }
}
