package dev.remit.validator;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Policy sets as the official engine is handed them: policies and templates by id, each as text,
/// and links.
final class PolicyCalls {
  private PolicyCalls() {}

  static Json write(PolicySet policies) {
    List<Json.Member> fixed = new ArrayList<>();
    List<Json.Member> templates = new ArrayList<>();
    for (Map.Entry<PolicyId, Policy> entry : policies.sources().entrySet()) {
      Policy policy = entry.getValue();
      (policy.isTemplate() ? templates : fixed)
          .add(Json.Member.of(entry.getKey().value(), Json.string(PolicyPrinter.print(policy))));
    }
    return Json.object(
        Json.Member.of("staticPolicies", Json.object(fixed)),
        Json.Member.of("templates", Json.object(templates)),
        Json.Member.of(
            "templateLinks",
            Json.array(policies.links().stream().map(PolicyCalls::link).toList())));
  }

  private static Json link(PolicySet.Link link) {
    List<Json.Member> values =
        link.values().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(value ->
                Json.Member.of(value.getKey().text(), ValueJson.writeUid(value.getValue().uid())))
            .toList();
    return Json.object(
        Json.Member.of("templateId", Json.string(link.template().value())),
        Json.Member.of("newId", Json.string(link.id().value())),
        Json.Member.of("values", Json.object(values)));
  }
}
