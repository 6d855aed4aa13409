package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a policy set and checks what [PolicySet] demands, so that each mistake has its place.
final class PolicySetJsonReader {
  private static final List<String> KNOWN = List.of("staticPolicies", "templates", "templateLinks");

  private final Diagnostics diagnostics;
  private final PolicyReader policies;
  private final Map<PolicyId, Policy> sources = new LinkedHashMap<>();
  private final Set<PolicyId> ids = new HashSet<>();
  private final List<PolicySet.Link> links = new ArrayList<>();

  PolicySetJsonReader(Source source) {
    this.diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    this.policies = new PolicyReader(diagnostics, new UidReader(diagnostics));
  }

  PolicySet read() throws SyntaxException {
    Json json = JsonReader.read(diagnostics, Limits.POLICY_JSON_DEPTH_MAX);
    Members members = Members.of(json, "a policy set", KNOWN, diagnostics);
    if (members != null) {
      readPolicies(members.require("staticPolicies"), false);
      readPolicies(members.require("templates"), true);
      readLinks(members.requireArray("templateLinks"));
    }
    diagnostics.refuseIfAny();
    return new PolicySet(sources, links);
  }

  private void readPolicies(@Nullable Json json, boolean templates) {
    if (json instanceof Json.JsonObject object) {
      object.members().forEach(member -> readPolicy(member, templates));
    } else if (json != null) {
      Members.kind(json, "policies by their ids are an object", diagnostics);
    }
  }

  private void readPolicy(Json.Member member, boolean template) {
    Policy policy = policies.read(member.value());
    PolicyId id = new PolicyId(member.name());
    if (!isNew(id, member.nameSpan()) || policy == null) {
      return;
    }
    if (policy.isTemplate() != template) {
      diagnostics.add(
          "policy.slot",
          member.nameSpan(),
          "`" + Shown.of(id.value()) + "` has " + (template ? "no slot" : "a slot"),
          template ? "move it to `staticPolicies`" : "move it to `templates`");
    }
    sources.put(id, policy);
  }

  private boolean isNew(PolicyId id, Span span) {
    if (ids.add(id)) {
      if (ids.size() > Limits.POLICIES_MAX) {
        diagnostics.add(
            "policy.too-many-policies",
            span,
            "more than " + Limits.POLICIES_MAX + " policies in one set",
            "split it");
      }
      return true;
    }
    diagnostics.add(
        "policy.duplicate-id",
        span,
        "the id `" + Shown.of(id.value()) + "` is given twice",
        "rename one of them");
    return false;
  }

  private void readLinks(List<Json> nodes) {
    LinkReader reader = PolicySetJson.linkReader(diagnostics);
    for (Json node : nodes) {
      PolicySet.Link link = reader.read(node);
      if (link != null) {
        boolean isNew = isNew(link.id(), place(node, "newId"));
        if (fits(link, node) && isNew) {
          links.add(link);
        }
      }
    }
  }

  private static Span place(Json link, String member) {
    Json value = link instanceof Json.JsonObject object ? object.find(member) : null;
    return value == null ? link.span() : value.span();
  }

  private boolean fits(PolicySet.Link link, Json node) {
    Policy template = sources.get(link.template());
    if (template == null && ids.contains(link.template())) {
      return false; // It has a mistake of its own, or is a link.
    }
    if (template == null || !template.isTemplate()) {
      String name = "`" + Shown.of(link.template().value()) + "`";
      diagnostics.add(
          "policy.unknown-template",
          place(node, "templateId"),
          template == null ? "there is no template " + name : name + " has no slot to fill",
          "name one of `templates`");
      return false;
    }
    if (link.values().keySet().equals(template.slots())) {
      return true;
    }
    diagnostics.add(
        "policy.slot",
        place(node, "values"),
        "`" + Shown.of(link.template().value()) + "` has the slots " + shown(template.slots()),
        "give an entity for each and no more");
    return false;
  }

  private static String shown(Set<Slot> slots) {
    return slots.stream().map(slot -> "`" + slot.text() + "`").collect(Collectors.joining(", "));
  }
}
