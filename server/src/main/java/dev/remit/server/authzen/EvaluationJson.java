package dev.remit.server.authzen;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.http.Problem;
import dev.remit.store.row.RecordJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recorded decision as an AuthZEN answer.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation response.
final class EvaluationJson {
  private EvaluationJson() {}

  /// `nearest` are the permits nearest to applying, null where they were not looked for.
  static Json.JsonObject write(DecisionRecord record, @Nullable Json nearest) {
    List<Member> context = new ArrayList<>();
    context.add(id(record));
    context.add(reasons(record));
    List<String> obligations = record.decision().obligationTexts();
    if (!obligations.isEmpty()) {
      context.add(Member.of("obligations", ObligationJson.write(obligations)));
    }
    if (!record.inputs().stale().isEmpty()) {
      context.add(Member.of("stale", RecordJson.stale(record.inputs().stale())));
    }
    if (nearest != null) {
      context.add(Member.of("nearest", nearest));
    }
    return Json.object(
        Member.of("decision", Json.bool(record.decision().isPermit())),
        Member.of("context", Json.object(context)));
  }

  static Member id(DecisionRecord record) {
    return Member.of("id", Json.string(record.id().toString()));
  }

  static Member reasons(DecisionRecord record) {
    List<Json> reasons = new ArrayList<>();
    for (Reason reason : record.decision().reasons()) {
      reasons.add(reason(reason));
    }
    return Member.of("reasons", Json.array(reasons));
  }

  private static Json reason(Reason reason) {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("code", Json.string(reason.code().code())));
    PolicyId policy = reason.policy();
    if (policy != null) {
      members.add(Member.of("policy", Json.string(policy.value())));
    }
    if (!reason.text().isEmpty()) {
      members.add(Member.of("text", Json.string(reason.text())));
    }
    EntityUid actor = reason.actor();
    if (actor != null) {
      members.add(Member.of("actor", ValueJson.writeUid(actor)));
    }
    return Json.object(members);
  }

  /// An evaluation of a batch that could not be understood: a denial that no policy was asked for
  /// and that is not recorded.
  static Json.JsonObject write(Problem fault) {
    return Json.object(
        Member.of("decision", Json.bool(false)),
        Member.of(
            "context",
            Json.object(
                Member.of(
                    "error",
                    Json.object(
                        Member.of("status", Json.integer(fault.status().code())),
                        Member.of("code", Json.string(fault.code())),
                        Member.of("message", Json.string(fault.detail())))))));
  }
}
