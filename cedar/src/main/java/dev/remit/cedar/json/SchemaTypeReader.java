package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.AttributeDeclaration;
import dev.remit.cedar.schema.SchemaType;
import dev.remit.cedar.schema.TypeExpression;
import dev.remit.cedar.schema.TypeExpression.ReferenceKind;
import dev.remit.cedar.schema.TypeName;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads types of a schema in JSON, `{"type": …}`, and what all parts of a schema have in common.
///
/// Each type allows its own members and no others; that of an attribute also `required` and
/// `annotations`, that of a common type also `annotations`.
final class SchemaTypeReader {
  private static final List<String> ATTRIBUTE = List.of("required", "annotations");
  private static final List<String> COMMON_TYPE = List.of("annotations");

  private final Diagnostics diagnostics;
  private int depth;

  SchemaTypeReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// A type with its annotations.
  record Annotated(TypeExpression type, List<Annotation> annotations) {}

  /// The members of an object of any names; none if it is no object.
  static List<Json.Member> members(Json json, String what, Diagnostics diagnostics) {
    if (json instanceof Json.JsonObject object) {
      return object.members();
    }
    Members.kind(json, what + " is an object", diagnostics);
    return List.of();
  }

  /// A type where nothing else may stand beside its own members.
  TypeExpression type(Json json) {
    return type(json, List.of());
  }

  /// The type that was given, or the empty record.
  TypeExpression typeOrEmpty(@Nullable Json json) {
    return json == null ? TypeExpression.RecordOf.EMPTY : type(json);
  }

  @Nullable Annotated commonType(Json json) {
    TypeExpression type = type(json, COMMON_TYPE);
    return json instanceof Json.JsonObject object
        ? new Annotated(type, annotations(object.find("annotations")))
        : null;
  }

  List<TypeName> names(List<Json> elements) {
    return strings(
        "the name of an entity type", elements, (name, span) -> new TypeName(new Name(name), span));
  }

  /// One thing for each string among `elements`; what is none is reported.
  <T> List<T> strings(String what, List<Json> elements, BiFunction<String, Span, T> make) {
    List<T> made = new ArrayList<>();
    for (Json element : elements) {
      if (element instanceof Json.JsonString(String value, Span span)) {
        made.add(make.apply(value, span));
      } else {
        Members.kind(element, what + " is a string", diagnostics);
      }
    }
    return made;
  }

  List<Annotation> annotations(Members members) {
    return annotations(members.find("annotations"));
  }

  private List<Annotation> annotations(@Nullable Json json) {
    List<Annotation> annotations = new ArrayList<>();
    if (json != null) {
      members(json, "`annotations`", diagnostics)
          .forEach(member -> addAnnotation(member, annotations));
    }
    return annotations;
  }

  private void addAnnotation(Json.Member member, List<Annotation> annotations) {
    if (!Name.isIdentifier(member.name())) {
      diagnostics.add(
          "schema.annotation",
          member.nameSpan(),
          "`" + Shown.of(member.name()) + "` cannot be the name of an annotation",
          "use letters, digits and `_`, not a digit first");
    }
    switch (member.value()) {
      case Json.JsonString(String value, _) ->
          annotations.add(new Annotation(member.name(), value, member.nameSpan()));
      case Json.JsonNull _ -> annotations.add(new Annotation(member.name(), "", member.nameSpan()));
      case Json other -> Members.kind(other, "an annotation is a string", diagnostics);
    }
  }

  private TypeExpression type(Json json, List<String> extra) {
    TypeExpression nothing = new TypeExpression.RecordOf(List.of(), json.span());
    String type = json instanceof Json.JsonObject object ? kind(object) : "";
    boolean nests = type.equals("Set") || type.equals("Record");
    if (nests && depth == Limits.VALUE_DEPTH_MAX) {
      diagnostics.add(
          "schema.limit",
          json.span(),
          "types are nested more than " + Limits.VALUE_DEPTH_MAX + " levels deep",
          "give an inner type a name of its own");
      return nothing;
    }
    Members members = Members.of(json, "a type", known(type, extra), diagnostics);
    Json.JsonString name = members == null ? null : members.requireString("type");
    if (members == null || name == null) {
      return nothing;
    }
    depth++;
    TypeExpression read = type(name, members);
    depth--;
    return read == null ? nothing : read;
  }

  private static String kind(Json.JsonObject type) {
    return type.find("type") instanceof Json.JsonString(String kind, _) ? kind : "";
  }

  private static List<String> known(String type, List<String> extra) {
    Stream<String> own =
        switch (type) {
          case "Set" -> Stream.of("type", "element");
          case "Record" -> Stream.of("type", "attributes", "additionalAttributes");
          case "Entity", "EntityOrCommon", "Extension" -> Stream.of("type", "name");
          default -> Stream.of("type");
        };
    return Stream.concat(own, extra.stream()).toList();
  }

  /// The type of this kind, or null after a mistake.
  private @Nullable TypeExpression type(Json.JsonString kind, Members members) {
    return switch (kind.value()) {
      case "String" -> primitive(SchemaType.Primitive.STRING, members);
      case "Long" -> primitive(SchemaType.Primitive.LONG, members);
      case "Boolean" -> primitive(SchemaType.Primitive.BOOL, members);
      case "Set" -> set(members);
      case "Record" -> record(members);
      case "Entity" -> reference(ReferenceKind.ENTITY, members);
      case "EntityOrCommon" -> reference(ReferenceKind.ENTITY_OR_COMMON, members);
      case "Extension" -> extension(members);
      default -> reference(ReferenceKind.COMMON, kind);
    };
  }

  private static TypeExpression primitive(SchemaType.Primitive type, Members members) {
    return new TypeExpression.Primitive(type, members.span());
  }

  private @Nullable TypeExpression set(Members members) {
    Json element = members.require("element");
    return element == null ? null : new TypeExpression.SetOf(type(element), members.span());
  }

  private static @Nullable TypeExpression reference(ReferenceKind kind, Members members) {
    Json.JsonString name = members.requireString("name");
    return name == null ? null : reference(kind, name);
  }

  private static TypeExpression reference(ReferenceKind kind, Json.JsonString name) {
    return new TypeExpression.Reference(kind, new TypeName(new Name(name.value()), name.span()));
  }

  private @Nullable TypeExpression extension(Members members) {
    Json.JsonString name = members.requireString("name");
    if (name == null) {
      return null;
    }
    SchemaType.Extension type = SchemaType.Extension.find(name.value()).orElse(null);
    if (type == null) {
      diagnostics.add(
          "schema.unknown-type",
          name.span(),
          "unknown extension type `" + Shown.of(name.value()) + "`",
          "use `ipaddr`, `decimal`, `datetime` or `duration`");
      return null;
    }
    return new TypeExpression.Extension(type, members.span());
  }

  private @Nullable TypeExpression record(Members members) {
    refuseOpen(members.find("additionalAttributes"));
    Json json = members.require("attributes");
    if (json == null) {
      return null;
    }
    List<AttributeDeclaration> attributes = new ArrayList<>();
    for (Json.Member member : members(json, "`attributes`", diagnostics)) {
      attributes.add(attribute(member));
    }
    return new TypeExpression.RecordOf(attributes, members.span());
  }

  private void refuseOpen(@Nullable Json additional) {
    switch (additional) {
      case null -> {}
      case Json.JsonBool(boolean open, Span span) when open ->
          diagnostics.add(
              "schema.open-record",
              span,
              "records with further attributes are not supported",
              "declare every attribute and remove `additionalAttributes`");
      case Json.JsonBool _ -> {}
      default -> Members.kind(additional, "`additionalAttributes` is a boolean", diagnostics);
    }
  }

  private AttributeDeclaration attribute(Json.Member member) {
    TypeExpression type = type(member.value(), ATTRIBUTE);
    Json.JsonObject object =
        member.value() instanceof Json.JsonObject found ? found : Json.object();
    return new AttributeDeclaration(
        member.name(),
        annotations(object.find("annotations")),
        type,
        isRequired(object.find("required")),
        member.nameSpan());
  }

  private boolean isRequired(@Nullable Json required) {
    return switch (required) {
      case null -> true;
      case Json.JsonBool(boolean value, _) -> value;
      default -> {
        Members.kind(required, "`required` is a boolean", diagnostics);
        yield true;
      }
    };
  }
}
