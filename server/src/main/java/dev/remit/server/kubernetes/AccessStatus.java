package dev.remit.server.kubernetes;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.mapping.KubernetesRules.NoPermit;
import dev.remit.pdp.record.DecisionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What an API server is told of a decision. Neither allowed nor denied is no opinion, after which
/// another authorizer may allow: said only where every forbid was asked and none held.
///
/// `error` is why no decision could be made, or empty.
record AccessStatus(boolean allowed, boolean denied, String reason, String error) {
  AccessStatus {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(error, "error");
    if (allowed && denied) {
      throw new IllegalArgumentException("allowed and denied");
    }
  }

  static AccessStatus of(DecisionRecord record, NoPermit noPermit) {
    String id = " (decision " + record.id() + ")";
    return switch (record.decision()) {
      case Decision.Permit permit when permit.obligations().isEmpty() ->
          new AccessStatus(true, false, "permitted" + id, "");
      case Decision.Permit _ ->
          new AccessStatus(
              false,
              true,
              "permitted with an obligation, which an API server cannot meet" + id,
              "");
      case Decision.Deny deny -> denial(deny, noPermit, id);
    };
  }

  private static AccessStatus denial(Decision.Deny deny, NoPermit noPermit, String id) {
    ReasonCode code = deny.reasons().getFirst().code();
    String text =
        deny.reasons().stream()
            .map(Reason::text)
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    String reason = code.code() + (text.isEmpty() ? "" : ": " + text) + id;
    if (code == ReasonCode.NO_PERMIT) {
      return new AccessStatus(false, noPermit == NoPermit.DENIED, reason, "");
    }
    return code == ReasonCode.FORBIDDEN
        ? new AccessStatus(false, true, reason, "")
        : new AccessStatus(false, true, code.code() + id, reason);
  }

  Json toJson() {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("allowed", Json.bool(allowed)));
    if (denied) {
      members.add(Member.of("denied", Json.bool(true)));
    }
    members.add(Member.of("reason", Json.string(reason)));
    if (!error.isEmpty()) {
      members.add(Member.of("evaluationError", Json.string(error)));
    }
    return Json.object(members);
  }
}
