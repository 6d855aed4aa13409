package dev.remit.conformance.generate;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Writes a [Shape] as a schema in Cedar's text, in one of the ways it may be written.
public final class SchemaTexts {
  private final Draw draw;
  private final Syntax syntax;
  private final Shape shape;

  private SchemaTexts(Draw draw, Shape shape) {
    this.draw = draw;
    this.syntax = new Syntax(draw);
    this.shape = shape;
  }

  public static String of(Draw draw, Shape shape) {
    return new SchemaTexts(draw, shape).text();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    for (String namespace : List.of("", "App", "App::Deep")) {
      String declarations = declarations(namespace);
      if (namespace.isEmpty()) {
        out.append(declarations);
      } else if (!declarations.isEmpty()) {
        out.append("namespace ")
            .append(namespace)
            .append(" {\n")
            .append(declarations)
            .append("}\n");
      }
    }
    return out.toString();
  }

  private String declarations(String namespace) {
    StringBuilder out = new StringBuilder();
    for (Shape.Kind kind : shape.kinds()) {
      if (namespace(kind.name()).equals(namespace)) {
        kind(out.append(annotation()), kind);
      }
    }
    for (Shape.Action action : shape.actions()) {
      if (namespace(action.type()).equals(namespace)) {
        action(out.append(annotation()), action);
      }
    }
    return out.toString();
  }

  private String annotation() {
    return draw.percent(5) ? "@doc(" + syntax.string("x") + ")" + syntax.space() : "";
  }

  private void kind(StringBuilder out, Shape.Kind kind) {
    out.append("entity ").append(basename(kind.name()));
    if (!kind.parents().isEmpty()) {
      out.append(" in ").append(list(kind.parents()));
    }
    out.append(draw.percent(80) ? " = " : " ").append(fields(kind.attributes()));
    kind.tags().ifPresent(type -> out.append(" tags ").append(type(type)));
    out.append(";\n");
  }

  private void action(StringBuilder out, Shape.Action action) {
    out.append("action ").append(syntax.key(action.id()));
    if (!action.parents().isEmpty()) {
      StringJoiner parents = new StringJoiner(", ", " in [", "]");
      action.parents().forEach(parent -> parents.add(syntax.string(parent)));
      out.append(parents);
    }
    out.append(" appliesTo { principal: ").append(list(action.principals()));
    out.append(", resource: ").append(list(action.resources()));
    out.append(", context: ").append(fields(action.context()));
    out.append(draw.percent(10) ? ", };\n" : " };\n");
  }

  private String list(List<String> names) {
    return names.size() == 1 && draw.percent(50)
        ? names.getFirst()
        : "[" + String.join("," + syntax.space(), names) + "]";
  }

  private String type(Type type) {
    return switch (type) {
      case Type.Plain plain -> (draw.percent(8) ? "__cedar::" : "") + plain.schemaName();
      case Type.Entity(String name) -> name;
      case Type.SetOf(Type element) -> "Set<" + type(element) + ">";
      case Type.Fields fields -> fields(fields);
    };
  }

  private String fields(Type.Fields type) {
    StringJoiner out = new StringJoiner(", ", "{", draw.percent(10) ? ",}" : "}");
    if (type.fields().isEmpty()) {
      return "{}";
    }
    for (Map.Entry<String, Type.Field> entry : type.fields().entrySet()) {
      Type.Field field = entry.getValue();
      out.add(
          syntax.key(entry.getKey())
              + (field.required() ? ":" : "?:")
              + syntax.space()
              + type(field.type()));
    }
    return out.toString();
  }

  private static String namespace(String name) {
    int end = name.lastIndexOf("::");
    return end < 0 ? "" : name.substring(0, end);
  }

  private static String basename(String name) {
    return name.substring(name.lastIndexOf(':') + 1);
  }
}
