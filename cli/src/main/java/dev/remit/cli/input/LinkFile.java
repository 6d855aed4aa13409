package dev.remit.cli.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.LinksJson;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Adds the links of a file to the templates of a set; what does not fit a template is reported at
/// its place in the file.
final class LinkFile {
  private final PolicySet policies;
  private final Diagnostics diagnostics;
  private final Set<PolicyId> taken;

  private LinkFile(PolicySet policies, Source source) {
    this.policies = policies;
    this.diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    this.taken = new HashSet<>(policies.policies().keySet());
    taken.addAll(policies.sources().keySet());
  }

  static PolicySet link(PolicySet policies, Source source) throws SyntaxException {
    List<PolicySet.Link> links = LinksJson.read(source);
    new LinkFile(policies, source).check(links, JsonReader.read(source));
    List<PolicySet.Link> all = new ArrayList<>(policies.links());
    all.addAll(links);
    return new PolicySet(policies.sources(), all);
  }

  /// INVARIANT: a file that was read has as many elements as links.
  private void check(List<PolicySet.Link> links, Json file) throws SyntaxException {
    List<Json> places = file instanceof Json.JsonArray array ? array.elements() : List.of();
    for (int i = 0; i < links.size(); i++) {
      check(links.get(i), places.get(i));
    }
    diagnostics.refuseIfAny();
  }

  private void check(PolicySet.Link link, Json place) {
    if (!taken.add(link.id())) {
      report(place, "link_id", "the id `" + link.id() + "` is taken", "choose another");
    }
    Policy template = policies.templates().get(link.template());
    if (template == null) {
      report(place, "template_id", "no template `" + link.template() + "`", known());
    } else if (!link.values().keySet().equals(template.slots())) {
      report(
          place,
          "args",
          "`" + link.template() + "` has the slots " + shown(template.slots()),
          "give an entity for each and no more");
    }
  }

  private void report(Json place, String member, String message, String help) {
    Json named = place instanceof Json.JsonObject object ? object.find(member) : null;
    Span span = named == null ? place.span() : named.span();
    diagnostics.add("links.unfit", span, message, help);
  }

  private String known() {
    Set<PolicyId> templates = policies.templates().keySet();
    return templates.isEmpty()
        ? "the policies hold no template"
        : "known are "
            + templates.stream()
                .limit(5)
                .map(id -> "`" + id + "`")
                .collect(Collectors.joining(", "));
  }

  private static String shown(Set<Slot> slots) {
    return slots.stream().map(slot -> "`" + slot.text() + "`").collect(Collectors.joining(", "));
  }
}
