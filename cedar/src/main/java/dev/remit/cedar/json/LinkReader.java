package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.EntityUid;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads links of templates, in the form of policy sets or in that of links files, which differ in
/// the names of their members.
final class LinkReader {
  /// The names of the members of a link: its template, its own id, what fills the slots.
  record Form(String template, String id, String values) {
    static final Form OF_POLICY_SET = new Form("templateId", "newId", "values");
    static final Form OF_LINKS_FILE = new Form("template_id", "link_id", "args");

    List<String> names() {
      return List.of(template, id, values);
    }
  }

  private final Diagnostics diagnostics;
  private final UidReader uids;
  private final Form form;

  LinkReader(Diagnostics diagnostics, UidReader uids, Form form) {
    this.diagnostics = diagnostics;
    this.uids = uids;
    this.form = form;
  }

  /// The link, or null after a mistake. Whether its template exists is not looked at.
  PolicySet.@Nullable Link read(Json json) {
    Members members = Members.of(json, "a link", form.names(), diagnostics);
    if (members == null) {
      return null;
    }
    Json.JsonString template = members.requireString(form.template);
    Json.JsonString id = members.requireString(form.id);
    Map<Slot, ScopeEntity.Entity> values = values(members.require(form.values));
    return template == null || id == null || values == null
        ? null
        : new PolicySet.Link(new PolicyId(template.value()), new PolicyId(id.value()), values);
  }

  private @Nullable Map<Slot, ScopeEntity.Entity> values(@Nullable Json json) {
    if (!(json instanceof Json.JsonObject object)) {
      if (json != null) {
        Members.kind(json, "`" + form.values + "` of a link is an object", diagnostics);
      }
      return null;
    }
    Map<Slot, ScopeEntity.Entity> values = new EnumMap<>(Slot.class);
    for (Json.Member member : object.members()) {
      Slot slot = slot(member);
      EntityUid uid = uids.readAny(member.value());
      if (slot != null && uid != null) {
        values.put(slot, new ScopeEntity.Entity(uid));
      }
    }
    return values.size() == object.members().size() ? values : null;
  }

  private @Nullable Slot slot(Json.Member member) {
    for (Slot slot : Slot.values()) {
      if (slot.text().equals(member.name())) {
        return slot;
      }
    }
    diagnostics.add(
        "policy.slot",
        member.nameSpan(),
        "`" + Shown.of(member.name()) + "` is no slot",
        "write `?principal` or `?resource`");
    return null;
  }

  Json write(PolicySet.Link link) {
    Map<Slot, ScopeEntity.Entity> sorted = new EnumMap<>(Slot.class);
    sorted.putAll(link.values());
    List<Json.Member> values =
        sorted.entrySet().stream()
            .map(value -> Json.Member.of(value.getKey().text(), uid(value.getValue().uid())))
            .toList();
    return Json.object(
        Json.Member.of(form.template, Json.string(link.template().value())),
        Json.Member.of(form.id, Json.string(link.id().value())),
        Json.Member.of(form.values, Json.object(values)));
  }

  private Json uid(EntityUid uid) {
    return form.equals(Form.OF_LINKS_FILE) ? Json.string(uid.toString()) : ValueJson.writeUid(uid);
  }
}
