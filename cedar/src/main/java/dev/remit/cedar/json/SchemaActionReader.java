package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.schema.ActionDeclaration;
import dev.remit.cedar.schema.ActionDeclaration.ActionReference;
import dev.remit.cedar.schema.ActionDeclaration.AppliesTo;
import dev.remit.cedar.schema.TypeName;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the actions of a schema in JSON. `null` stands for what is left out, in the members of an
/// action and of a reference to one, and nowhere else.
final class SchemaActionReader {
  private static final List<String> ACTION =
      List.of("memberOf", "appliesTo", "annotations", "attributes");
  private static final List<String> REFERENCE = List.of("id", "type");
  private static final List<String> APPLIES_TO =
      List.of("principalTypes", "resourceTypes", "context");

  private final Diagnostics diagnostics;
  private final SchemaTypeReader types;

  SchemaActionReader(Diagnostics diagnostics, SchemaTypeReader types) {
    this.diagnostics = diagnostics;
    this.types = types;
  }

  /// The action, or null after a mistake that leaves nothing of it.
  @Nullable ActionDeclaration action(Json.Member member) {
    Members members = Members.of(member.value(), "an action", ACTION, diagnostics);
    if (members == null) {
      return null;
    }
    refuseAttributes(members);
    return new ActionDeclaration(
        member.name(),
        types.annotations(members),
        parents(members),
        appliesTo(given(members, "appliesTo")),
        member.nameSpan());
  }

  private static @Nullable Json given(Members members, String name) {
    Json value = members.find(name);
    return value instanceof Json.JsonNull ? null : value;
  }

  private void refuseAttributes(Members members) {
    Json attributes = given(members, "attributes");
    if (attributes != null) {
      diagnostics.add(
          "schema.action-attributes",
          attributes.span(),
          "actions have no attributes",
          "remove `attributes`");
    }
  }

  private List<ActionReference> parents(Members members) {
    List<ActionReference> parents = new ArrayList<>();
    if (given(members, "memberOf") != null) {
      for (Json json : members.requireArray("memberOf")) {
        ActionReference parent = parent(json);
        if (parent != null) {
          parents.add(parent);
        }
      }
    }
    return parents;
  }

  private @Nullable ActionReference parent(Json json) {
    Members members = Members.of(json, "the name of an action", REFERENCE, diagnostics);
    if (members == null) {
      return null;
    }
    Json.JsonString id = members.requireString("id");
    TypeName type = null;
    if (given(members, "type") != null) {
      Json.JsonString name = members.requireString("type");
      type = name == null ? null : new TypeName(new Name(name.value()), name.span());
    }
    return id == null ? null : new ActionReference(type, id.value(), json.span());
  }

  private @Nullable AppliesTo appliesTo(@Nullable Json json) {
    Members members =
        json == null ? null : Members.of(json, "`appliesTo`", APPLIES_TO, diagnostics);
    return members == null
        ? null
        : new AppliesTo(
            types.names(members.requireArray("principalTypes")),
            types.names(members.requireArray("resourceTypes")),
            types.typeOrEmpty(members.find("context")));
  }
}
