package dev.remit.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/// Leaves out the escapes that a schema makes needless, here and there: an entity without
/// `__entity`, a value of an extension type as text alone or without `__extn`. Now and then the
/// text is a bad one.
public final class BareForms {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<Type.Plain> EXTENSIONS =
      List.of(Type.Plain.IP, Type.Plain.DECIMAL, Type.Plain.DATETIME, Type.Plain.DURATION);
  private static final int KEPT_PERCENT = 25;
  private static final int BAD_PERCENT = 2;

  private final Draw draw;

  public BareForms(Draw draw) {
    this.draw = draw;
  }

  /// A copy of `node`.
  public JsonNode of(JsonNode node) {
    return switch (node) {
      case ObjectNode object when isEscape(object, "__entity") ->
          draw.percent(KEPT_PERCENT) ? object.deepCopy() : object.get("__entity").deepCopy();
      case ObjectNode object when isEscape(object, "__extn") -> extension(object);
      case ObjectNode object -> {
        ObjectNode copy = JSON.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), of(field.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JSON.arrayNode();
        array.forEach(element -> copy.add(of(element)));
        yield copy;
      }
      default -> node;
    };
  }

  private static boolean isEscape(ObjectNode object, String name) {
    return object.size() == 1 && object.has(name);
  }

  private JsonNode extension(ObjectNode escape) {
    ObjectNode call = escape.withObject("/__extn").deepCopy();
    if (draw.percent(BAD_PERCENT)) {
      call.put("arg", draw.pick(Pools.bad(draw.pick(EXTENSIONS))));
    }
    if (draw.percent(KEPT_PERCENT)) {
      return JSON.objectNode().set("__extn", call);
    }
    return draw.percent(KEPT_PERCENT) ? call : TextNode.valueOf(call.get("arg").asText());
  }
}
