package dev.remit.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.remit.conformance.world.Uid;
import java.util.List;

/// Draws values in Cedar's JSON form, of the type meant or, now and then, of another.
final class ValuesJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ODD_PERCENT = 4;

  private final Draw draw;
  private final Uids uids;

  ValuesJson(Draw draw, Uids uids) {
    this.draw = draw;
    this.uids = uids;
  }

  JsonNode value(Type type) {
    return draw.percent(ODD_PERCENT) ? plain(draw.pick(List.of(Type.Plain.values()))) : exact(type);
  }

  /// A record with all required and some optional attributes, few missing, few surplus.
  ObjectNode fields(Type.Fields type) {
    ObjectNode node = JSON.objectNode();
    type.fields()
        .forEach((name, field) -> {
          if (draw.percent(field.required() ? 96 : 50)) {
            node.set(name, value(field.type()));
          }
        });
    if (draw.percent(ODD_PERCENT)) {
      node.set(draw.pick(Pools.NAMES), plain(draw.pick(List.of(Type.Plain.values()))));
    }
    return node;
  }

  private JsonNode exact(Type type) {
    return switch (type) {
      case Type.Plain plain -> plain(plain);
      case Type.Entity(String name) -> entity(uids.of(name));
      case Type.SetOf(Type element) -> set(element);
      case Type.Fields fields -> fields(fields);
    };
  }

  private JsonNode plain(Type.Plain type) {
    return switch (type) {
      case BOOL -> BooleanNode.valueOf(draw.percent(50));
      case LONG -> LongNode.valueOf(draw.pick(Pools.LONGS));
      case STRING -> TextNode.valueOf(draw.pick(Pools.STRINGS));
      case IP -> extension("ip", type);
      case DECIMAL, DATETIME, DURATION -> extension(type.schemaName(), type);
    };
  }

  private ObjectNode extension(String function, Type.Plain type) {
    ObjectNode node = JSON.objectNode();
    node.putObject("__extn").put("fn", function).put("arg", draw.pick(Pools.good(type)));
    return node;
  }

  static ObjectNode entity(Uid uid) {
    ObjectNode node = JSON.objectNode();
    node.set("__entity", uid.json());
    return node;
  }

  private ArrayNode set(Type element) {
    ArrayNode node = JSON.arrayNode();
    draw.times(draw.between(0, 4), () -> value(element)).forEach(node::add);
    return node;
  }
}
