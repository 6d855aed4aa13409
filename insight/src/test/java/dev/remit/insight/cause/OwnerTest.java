package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The owner of a cause is the identity's, else the resource's, else the policy's.
class OwnerTest {
  private static final PolicyOwners OF_POLICIES =
      (tenant, bundle, policy) ->
          List.of(tenant, bundle, policy).equals(List.of("default", "sha256:1", "orders/limit"))
              ? "team-policy"
              : "";

  private static CauseOwner owner(Events events, String declared) {
    Declarations declarations =
        new Declarations(List.of(new Declared(Events.user("jay"), "", declared, null)), Map.of());
    return events
        .causes(new SourcesOfTruth(declarations, Approvals.NOT_KNOWN, OF_POLICIES))
        .getFirst()
        .owner();
  }

  private static Events denied(String bundle, String policy, String resourceOwner) {
    return new Events()
        .on(bundle, policy, resourceOwner)
        .forbidden(days(1), "jay", "orders:Read", "o");
  }

  @Test
  void theDeclaredOwnerOfTheIdentityComesFirst() {
    assertThat(owner(denied("sha256:1", "orders/limit", "team-resource"), "team-identity"))
        .isEqualTo(new CauseOwner("team-identity", CauseOwner.Of.IDENTITY));
  }

  @Test
  void thenThatOfTheResource() {
    assertThat(owner(denied("sha256:1", "orders/limit", "team-resource"), ""))
        .isEqualTo(new CauseOwner("team-resource", CauseOwner.Of.RESOURCE));
  }

  @Test
  void thenThatOfThePolicyThatDenied() {
    assertThat(owner(denied("sha256:1", "orders/limit", ""), ""))
        .isEqualTo(new CauseOwner("team-policy", CauseOwner.Of.POLICY));
  }

  @Test
  void nobodyIsGuessed() {
    for (Events events :
        List.of(
            denied("", "orders/limit", ""),
            denied("sha256:2", "orders/limit", ""),
            denied("sha256:1", "", ""))) {
      assertThat(owner(events, "")).isEqualTo(CauseOwner.NOBODY);
    }
    assertThat(CauseOwner.NOBODY.text()).isEqualTo("no owner is known");
  }
}
