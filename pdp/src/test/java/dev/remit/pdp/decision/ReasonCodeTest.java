package dev.remit.pdp.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.decision.ReasonCode.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReasonCodeTest {
  private static List<ReasonCode> of(Kind kind) {
    return Arrays.stream(ReasonCode.values()).filter(code -> code.kind() == kind).toList();
  }

  @Test
  void onlyAPermitIsPermitted() {
    assertThat(of(Kind.PERMITTED))
        .containsExactlyInAnyOrder(ReasonCode.PERMITTED, ReasonCode.OBSERVED_PERMIT);
  }

  @Test
  void whatTheBundleSaysRulesOrFails() {
    assertThat(of(Kind.RULED))
        .containsExactlyInAnyOrder(
            ReasonCode.FORBIDDEN,
            ReasonCode.NO_PERMIT,
            ReasonCode.NO_DELEGATOR,
            ReasonCode.TOO_DEEP,
            ReasonCode.FOR_NOBODY,
            ReasonCode.OBSERVED_DENIAL);
    assertThat(of(Kind.FAILED))
        .containsExactlyInAnyOrder(
            ReasonCode.FORBID_ERROR,
            ReasonCode.STALE,
            ReasonCode.EFFECT_ERROR,
            ReasonCode.UNCLASSIFIED);
  }

  /// What a gateway answers with 401 instead of 403.
  @Test
  void whoAsksIsUnknownWithoutAPrincipalOrACredential() {
    assertThat(of(Kind.UNIDENTIFIED))
        .containsExactlyInAnyOrder(
            ReasonCode.NO_PRINCIPAL, ReasonCode.CREDENTIAL_REFUSED, ReasonCode.UNAUTHENTICATED);
  }

  @Test
  void whatIsSentIsRefused() {
    assertThat(of(Kind.REFUSED))
        .containsExactlyInAnyOrder(
            ReasonCode.REFUSED,
            ReasonCode.TASK_ENDED,
            ReasonCode.TASK_REFUSED,
            ReasonCode.TASK_LIMIT,
            ReasonCode.TASK_CONFLICT,
            ReasonCode.KEY_REUSED);
  }

  @Test
  void searchesAndNotesAreNoRequests() {
    assertThat(of(Kind.NOTED))
        .containsExactlyInAnyOrder(
            ReasonCode.SEARCHED, ReasonCode.TASK_NOTED, ReasonCode.AUTHENTICATED);
  }

  @Test
  void whatIsUnmappedOrUnrecordedIsAKindOfItsOwn() {
    assertThat(of(Kind.UNMAPPED)).containsExactly(ReasonCode.UNMAPPED);
    assertThat(of(Kind.UNRECORDED)).containsExactly(ReasonCode.NOT_RECORDED);
    assertThat(of(Kind.UNANSWERED))
        .containsExactlyInAnyOrder(ReasonCode.THROTTLED, ReasonCode.FAULT);
  }

  @Test
  void aPolicyIsNamedWhereOneDetermined() {
    assertThat(ReasonCode.values())
        .filteredOn(ReasonCode::namesPolicy)
        .containsExactlyInAnyOrder(
            ReasonCode.PERMITTED,
            ReasonCode.FORBIDDEN,
            ReasonCode.FORBID_ERROR,
            ReasonCode.STALE,
            ReasonCode.EFFECT_ERROR);
  }
}
