package dev.remit.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.request.MappedRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpeaksForTest {
  private static final Caller.SpeaksFor ORDERS =
      new Caller.SpeaksFor(Set.of(new Name("Service")), Set.of(new Name("Order")));

  private static MappedRequest mapped(String principal, String... resources) {
    return new MappedRequest.Mapped(
        EntityUid.of(principal, "p"),
        EntityUid.of("Action", "a"),
        List.of(resources).stream().map(type -> EntityUid.of(type, "r")).toList(),
        RecordValue.EMPTY);
  }

  private static MappedRequest refused(String principal) {
    return new MappedRequest.Refused(
        EntityUid.of(principal, "p"),
        EntityUid.of("Action", "a"),
        MappedRequest.Refusal.UNMAPPED,
        "no");
  }

  @Test
  void aGatewaySpeaksForTheTypesThatTheMappingMakesOfARequest() {
    assertThat(ORDERS.covers(mapped("Service", "Order"))).isTrue();
    assertThat(ORDERS.covers(mapped("Admin", "Order"))).isFalse();
    assertThat(ORDERS.covers(mapped("Service", "Payment"))).isFalse();
    assertThat(ORDERS.covers(mapped("Service", "Order", "Payment"))).isFalse();
    assertThat(Caller.SpeaksFor.ALL.covers(mapped("Admin", "Payment"))).isTrue();
  }

  @Test
  void aRefusedRequestIsAboutItsPrincipalAlone() {
    assertThat(ORDERS.covers(refused("Service"))).isTrue();
    assertThat(ORDERS.covers(refused("Admin"))).isFalse();
  }
}
