package dev.remit.cedar.json;

import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.schema.ActionDeclaration;
import dev.remit.cedar.schema.ActionDeclaration.ActionReference;
import dev.remit.cedar.schema.ActionDeclaration.AppliesTo;
import dev.remit.cedar.schema.AttributeDeclaration;
import dev.remit.cedar.schema.CommonTypeDeclaration;
import dev.remit.cedar.schema.EntityTypeDeclaration;
import dev.remit.cedar.schema.NamespaceDeclaration;
import dev.remit.cedar.schema.SchemaFragment;
import dev.remit.cedar.schema.TypeExpression;
import dev.remit.cedar.schema.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes schemas in JSON. What says nothing is left out: an empty shape, an empty context, no
/// parents, no annotations.
final class SchemaWriter {
  private SchemaWriter() {}

  static Json write(SchemaFragment fragment) {
    return Json.object(
        fragment.namespaces().stream()
            .map(namespace -> Json.Member.of(namespace.name(), write(namespace)))
            .toList());
  }

  private static Json write(NamespaceDeclaration namespace) {
    List<Json.Member> members = new ArrayList<>();
    if (!namespace.commonTypes().isEmpty()) {
      members.add(
          object(
              "commonTypes",
              namespace.commonTypes(),
              CommonTypeDeclaration::name,
              SchemaWriter::write));
    }
    members.add(
        object(
            "entityTypes",
            namespace.entityTypes(),
            EntityTypeDeclaration::name,
            SchemaWriter::write));
    members.add(
        object("actions", namespace.actions(), ActionDeclaration::name, SchemaWriter::write));
    addAnnotations(members, namespace.annotations());
    return Json.object(members);
  }

  private static <T> Json.Member object(
      String name, List<T> declared, Function<T, String> key, Function<T, Json> value) {
    return Json.Member.of(
        name,
        Json.object(
            declared.stream()
                .map(each -> Json.Member.of(key.apply(each), value.apply(each)))
                .toList()));
  }

  private static void addAnnotations(List<Json.Member> members, List<Annotation> annotations) {
    if (!annotations.isEmpty()) {
      members.add(
          object(
              "annotations",
              annotations,
              Annotation::name,
              annotation -> Json.string(annotation.value())));
    }
  }

  private static Json write(CommonTypeDeclaration type) {
    List<Json.Member> members = type(type.type());
    addAnnotations(members, type.annotations());
    return Json.object(members);
  }

  private static Json write(EntityTypeDeclaration type) {
    List<Json.Member> members = new ArrayList<>();
    switch (type) {
      case EntityTypeDeclaration.Enumerated enumerated ->
          members.add(
              Json.Member.of(
                  "enum", Json.array(enumerated.ids().stream().map(Json::string).toList())));
      case EntityTypeDeclaration.Standard standard -> {
        if (!standard.parents().isEmpty()) {
          members.add(names("memberOfTypes", standard.parents()));
        }
        if (!isEmpty(standard.shape())) {
          members.add(Json.Member.of("shape", write(standard.shape())));
        }
        TypeExpression tags = standard.tags();
        if (tags != null) {
          members.add(Json.Member.of("tags", write(tags)));
        }
      }
    }
    addAnnotations(members, type.annotations());
    return Json.object(members);
  }

  private static boolean isEmpty(TypeExpression type) {
    return type instanceof TypeExpression.RecordOf record && record.attributes().isEmpty();
  }

  private static Json.Member names(String name, List<TypeName> names) {
    return Json.Member.of(
        name, Json.array(names.stream().map(each -> Json.string(each.toString())).toList()));
  }

  private static Json write(ActionDeclaration action) {
    List<Json.Member> members = new ArrayList<>();
    if (!action.parents().isEmpty()) {
      members.add(
          Json.Member.of(
              "memberOf", Json.array(action.parents().stream().map(SchemaWriter::write).toList())));
    }
    AppliesTo appliesTo = action.appliesTo();
    if (appliesTo != null) {
      members.add(Json.Member.of("appliesTo", write(appliesTo)));
    }
    addAnnotations(members, action.annotations());
    return Json.object(members);
  }

  private static Json write(ActionReference reference) {
    Json.Member id = Json.Member.of("id", Json.string(reference.id()));
    TypeName type = reference.type();
    return type == null
        ? Json.object(id)
        : Json.object(id, Json.Member.of("type", Json.string(type.toString())));
  }

  private static Json write(AppliesTo appliesTo) {
    List<Json.Member> members = new ArrayList<>();
    members.add(names("principalTypes", appliesTo.principals()));
    members.add(names("resourceTypes", appliesTo.resources()));
    if (!isEmpty(appliesTo.context())) {
      members.add(Json.Member.of("context", write(appliesTo.context())));
    }
    return Json.object(members);
  }

  private static Json write(TypeExpression type) {
    return Json.object(type(type));
  }

  /// The members of a type, to which those of a declaration may be added.
  private static List<Json.Member> type(TypeExpression type) {
    return switch (type) {
      case TypeExpression.Primitive primitive -> members(primitive.type().jsonText());
      case TypeExpression.Extension extension -> named("Extension", extension.type().text());
      case TypeExpression.Reference reference -> reference(reference);
      case TypeExpression.SetOf set -> {
        List<Json.Member> members = members("Set");
        members.add(Json.Member.of("element", write(set.element())));
        yield members;
      }
      case TypeExpression.RecordOf record -> {
        List<Json.Member> members = members("Record");
        members.add(
            object(
                "attributes",
                record.attributes(),
                AttributeDeclaration::name,
                SchemaWriter::write));
        yield members;
      }
    };
  }

  private static List<Json.Member> members(String type) {
    List<Json.Member> members = new ArrayList<>();
    members.add(Json.Member.of("type", Json.string(type)));
    return members;
  }

  private static List<Json.Member> named(String type, String name) {
    List<Json.Member> members = members(type);
    members.add(Json.Member.of("name", Json.string(name)));
    return members;
  }

  private static List<Json.Member> reference(TypeExpression.Reference reference) {
    String name = reference.name().toString();
    return switch (reference.kind()) {
      // A common type may have this name, which alone would be read as the beginning of a pair.
      case COMMON -> name.equals("EntityOrCommon") ? named(name, name) : members(name);
      case ENTITY -> named("Entity", name);
      case ENTITY_OR_COMMON -> named("EntityOrCommon", name);
    };
  }

  private static Json write(AttributeDeclaration attribute) {
    List<Json.Member> members = type(attribute.type());
    if (!attribute.required()) {
      members.add(Json.Member.of("required", Json.bool(false)));
    }
    addAnnotations(members, attribute.annotations());
    return Json.object(members);
  }
}
