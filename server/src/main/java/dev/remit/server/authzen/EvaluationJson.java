package dev.remit.server.authzen;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.record.DecisionRecord;
import java.util.ArrayList;
import java.util.List;

/// A recorded decision as an AuthZEN answer.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation response.
final class EvaluationJson {
  private EvaluationJson() {}

  static Json.JsonObject write(DecisionRecord record) {
    List<Member> context = new ArrayList<>();
    context.add(Member.of("id", Json.string(record.id().toString())));
    context.add(
        Member.of(
            "reasons",
            Json.array(record.decision().reasons().stream().map(EvaluationJson::reason).toList())));
    List<String> obligations = record.decision().obligationTexts();
    if (!obligations.isEmpty()) {
      context.add(
          Member.of(
              "obligations",
              Json.array(obligations.stream().map(EvaluationJson::obligation).toList())));
    }
    return Json.object(
        Member.of("decision", Json.bool(record.decision().isPermit())),
        Member.of("context", Json.object(context)));
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
    return Json.object(members);
  }

  private static Json obligation(String id) {
    return Json.object(Member.of("id", Json.string(id)));
  }
}
