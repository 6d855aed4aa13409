package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.schema.ActionDeclaration;
import dev.remit.cedar.schema.CommonTypeDeclaration;
import dev.remit.cedar.schema.EntityTypeDeclaration;
import dev.remit.cedar.schema.NamespaceDeclaration;
import dev.remit.cedar.schema.SchemaFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the JSON form of a schema; every mistake is reported and read over.
///
/// Source: the deserialisers of cedar-policy-core's `validator/json_schema.rs`.
final class SchemaReader {
  private static final List<String> NAMESPACE =
      List.of("commonTypes", "entityTypes", "actions", "annotations");
  private static final List<String> STANDARD =
      List.of("memberOfTypes", "shape", "tags", "annotations");
  private static final List<String> ENUMERATED = List.of("enum", "annotations");

  private final Diagnostics diagnostics;
  private final SchemaTypeReader types;
  private final SchemaActionReader actions;

  SchemaReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.types = new SchemaTypeReader(diagnostics);
    this.actions = new SchemaActionReader(diagnostics, types);
  }

  SchemaFragment read(Json json) {
    return new SchemaFragment(each(json, "a schema", this::namespace));
  }

  /// One thing for each member of an object; those that could not be read are left out.
  private <T> List<T> each(
      @Nullable Json json, String what, Function<Json.Member, @Nullable T> reader) {
    List<T> read = new ArrayList<>();
    if (json == null) {
      return read;
    }
    for (Json.Member member : SchemaTypeReader.members(json, what, diagnostics)) {
      T one = reader.apply(member);
      if (one != null) {
        read.add(one);
      }
    }
    return read;
  }

  private @Nullable NamespaceDeclaration namespace(Json.Member member) {
    Members members = Members.of(member.value(), "a namespace", NAMESPACE, diagnostics);
    if (members == null) {
      return null;
    }
    List<CommonTypeDeclaration> commonTypes =
        each(members.find("commonTypes"), "`commonTypes`", this::commonType);
    List<EntityTypeDeclaration> entityTypes =
        each(members.require("entityTypes"), "`entityTypes`", this::entityType);
    List<ActionDeclaration> read = each(members.require("actions"), "`actions`", actions::action);
    return new NamespaceDeclaration(
        member.name(),
        annotations(member, members),
        commonTypes,
        entityTypes,
        read,
        member.nameSpan());
  }

  private List<Annotation> annotations(Json.Member namespace, Members members) {
    List<Annotation> annotations = types.annotations(members);
    if (namespace.name().isEmpty() && !annotations.isEmpty()) {
      diagnostics.add(
          "schema.annotation",
          annotations.getFirst().span(),
          "the empty namespace cannot be annotated",
          "annotate its declarations");
      return List.of();
    }
    return annotations;
  }

  private @Nullable CommonTypeDeclaration commonType(Json.Member member) {
    SchemaTypeReader.Annotated type = types.commonType(member.value());
    return type == null
        ? null
        : new CommonTypeDeclaration(
            member.name(), type.annotations(), type.type(), member.nameSpan());
  }

  private @Nullable EntityTypeDeclaration entityType(Json.Member member) {
    boolean enumerated =
        member.value() instanceof Json.JsonObject object && object.find("enum") != null;
    Members members =
        Members.of(
            member.value(),
            enumerated ? "an enumerated entity type" : "an entity type",
            enumerated ? ENUMERATED : STANDARD,
            diagnostics);
    if (members == null) {
      return null;
    }
    return enumerated ? enumerated(member, members) : standard(member, members);
  }

  private @Nullable EntityTypeDeclaration enumerated(Json.Member member, Members members) {
    List<String> ids = types.strings("an id", members.requireArray("enum"), (id, _) -> id);
    List<Annotation> annotations = types.annotations(members);
    if (ids.isEmpty()) {
      diagnostics.add(
          "schema.empty-list", members.span(), "no id is listed", "list one id or more");
      return null;
    }
    return new EntityTypeDeclaration.Enumerated(member.name(), annotations, ids, member.nameSpan());
  }

  private EntityTypeDeclaration standard(Json.Member member, Members members) {
    Json tags = members.find("tags");
    return new EntityTypeDeclaration.Standard(
        member.name(),
        types.annotations(members),
        members.find("memberOfTypes") == null
            ? List.of()
            : types.names(members.requireArray("memberOfTypes")),
        types.typeOrEmpty(members.find("shape")),
        tags == null ? null : types.type(tags),
        member.nameSpan());
  }
}
