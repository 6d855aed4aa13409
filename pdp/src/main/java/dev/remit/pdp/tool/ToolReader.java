package dev.remit.pdp.tool;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a server says of its tools: the result of `tools/list` of the Model Context Protocol,
/// `{"tools": […]}`, or the list alone. Members that say nothing of effects are left alone; every
/// mistake is reported.
public final class ToolReader {
  /// Tools of one file.
  public static final int TOOLS_MAX = 2_000;

  /// Arguments of one tool.
  public static final int PARAMETERS_MAX = 256;

  private static final String CODE = "tool.shape";

  private final Diagnostics mistakes;

  private ToolReader(Diagnostics mistakes) {
    this.mistakes = mistakes;
  }

  /// In the order of the text, names unique.
  public static List<ToolManifest> read(Source source) throws SyntaxException {
    Diagnostics mistakes = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Json json = JsonReader.read(mistakes);
    List<ToolManifest> tools = new ToolReader(mistakes).tools(json);
    mistakes.refuseIfAny();
    return tools;
  }

  private List<ToolManifest> tools(Json json) {
    Json listed = json instanceof Json.JsonObject object ? object.find("tools") : json;
    if (!(listed instanceof Json.JsonArray(List<Json> elements, Span span))) {
      mistakes.add(CODE, json.span(), "no list of tools", "write `{\"tools\": […]}`");
      return List.of();
    }
    if (elements.size() > TOOLS_MAX) {
      mistakes.add(CODE, span, "more than " + TOOLS_MAX + " tools", "split the file");
      return List.of();
    }
    Map<String, ToolManifest> tools = new LinkedHashMap<>();
    for (Json element : elements) {
      tool(element)
          .ifPresent(tool -> {
            if (tools.put(tool.name(), tool) != null) {
              mistakes.add(
                  CODE,
                  element.span(),
                  "tool `" + tool.name() + "` is there twice",
                  "remove one of them");
            }
          });
    }
    return List.copyOf(tools.values());
  }

  private Optional<ToolManifest> tool(Json json) {
    if (!(json instanceof Json.JsonObject object)) {
      mistakes.add(CODE, json.span(), "a tool is " + json.kind(), "write an object");
      return Optional.empty();
    }
    if (!(object.find("name") instanceof Json.JsonString(String name, Span _)) || name.isEmpty()) {
      mistakes.add(CODE, json.span(), "a tool without a name", "write `name`, a text");
      return Optional.empty();
    }
    return Optional.of(
        new ToolManifest(
            name,
            text(object, "description"),
            parameters(name, object.find("inputSchema")),
            hints(name, object.find("annotations"))));
  }

  private List<Parameter> parameters(String tool, @Nullable Json schema) {
    if (schema == null) {
      return List.of();
    }
    if (!(schema instanceof Json.JsonObject object)) {
      mistakes.add(
          CODE,
          schema.span(),
          "`inputSchema` of `" + tool + "` is " + schema.kind(),
          "write an object");
      return List.of();
    }
    Json properties = object.find("properties");
    if (properties == null || properties instanceof Json.JsonNull) {
      return List.of();
    }
    if (!(properties instanceof Json.JsonObject(List<Json.Member> members, Span span))) {
      mistakes.add(
          CODE,
          properties.span(),
          "`properties` of `" + tool + "` is " + properties.kind(),
          "write an object");
      return List.of();
    }
    if (members.size() > PARAMETERS_MAX) {
      mistakes.add(
          CODE,
          span,
          "more than " + PARAMETERS_MAX + " arguments of `" + tool + "`",
          "leave some out");
      return List.of();
    }
    return members.stream().map(member -> parameter(member.name(), member.value())).toList();
  }

  /// JSON Schema allows `true` in the place of a schema: nothing is known of the argument.
  private static Parameter parameter(String name, Json schema) {
    return schema instanceof Json.JsonObject object
        ? new Parameter(
            name,
            text(object, "description"),
            type(object),
            text(object, "format"),
            choices(object.find("enum")),
            object.find("default"))
        : Parameter.text(name);
  }

  /// The first that is not `null`, where a schema names several.
  private static String type(Json.JsonObject schema) {
    List<Json> types = new ArrayList<>();
    Json said = schema.find("type");
    if (said instanceof Json.JsonArray array) {
      types.addAll(array.elements());
    } else if (said != null) {
      types.add(said);
    } else if (schema.find("anyOf") instanceof Json.JsonArray array) {
      for (Json each : array.elements()) {
        if (each instanceof Json.JsonObject object && object.find("type") != null) {
          types.add(Json.string(type(object)));
        }
      }
    }
    for (Json type : types) {
      if (type instanceof Json.JsonString(String text, Span _) && !text.equals("null")) {
        return text;
      }
    }
    return "";
  }

  private static @Nullable List<String> choices(@Nullable Json json) {
    if (!(json instanceof Json.JsonArray array)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Json element : array.elements()) {
      if (element instanceof Json.JsonString(String text, Span _)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private ToolManifest.Hints hints(String tool, @Nullable Json annotations) {
    return switch (annotations) {
      case null -> ToolManifest.Hints.NONE;
      case Json.JsonNull _ -> ToolManifest.Hints.NONE;
      case Json.JsonObject object ->
          new ToolManifest.Hints(
              object.find("readOnlyHint") instanceof Json.JsonBool(boolean reads, Span _) && !reads,
              object.find("destructiveHint") instanceof Json.JsonBool(boolean destroys, Span _)
                  && destroys);
      case Json other -> {
        mistakes.add(
            CODE,
            other.span(),
            "`annotations` of `" + tool + "` are " + other.kind(),
            "write an object");
        yield ToolManifest.Hints.NONE;
      }
    };
  }

  private static String text(Json.JsonObject object, String name) {
    return object.find(name) instanceof Json.JsonString(String text, Span _) ? text : "";
  }
}
