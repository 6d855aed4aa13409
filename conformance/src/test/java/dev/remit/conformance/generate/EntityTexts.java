package dev.remit.conformance.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.remit.conformance.world.Uid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Draws the entities of a world as a JSON array: few, linked upwards, some parents dangling.
final class EntityTexts {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Draw draw;
  private final Shape shape;
  private final Uids uids;
  private final ValuesJson values;

  EntityTexts(Draw draw, Shape shape) {
    this.draw = draw;
    this.shape = shape;
    this.uids = new Uids(draw, shape);
    this.values = new ValuesJson(draw, uids);
  }

  String draw() {
    ArrayNode array = JSON.arrayNode();
    List<Uid> earlier = new ArrayList<>();
    for (Uid uid : members()) {
      shape
          .kind(uid.type())
          .ifPresent(kind -> array.add(entity(uid, kind, parents(kind, earlier))));
      earlier.add(uid);
    }
    shape.actions().stream()
        .filter(_ -> draw.percent(90))
        .forEach(action -> array.add(action(action)));
    return array.toString();
  }

  private Set<Uid> members() {
    return new LinkedHashSet<>(draw.times(draw.between(2, 12), uids::any));
  }

  /// Only from those before it, so that there is no cycle, and some that are nowhere.
  private Set<Uid> parents(Shape.Kind kind, List<Uid> earlier) {
    Set<Uid> parents = new LinkedHashSet<>();
    for (Uid uid : draw.some(earlier, 35)) {
      if (kind.parents().contains(uid.type()) || draw.percent(5)) {
        parents.add(uid);
      }
    }
    if (draw.percent(8)) {
      parents.add(new Uid(draw.pick(shape.kinds()).name(), "nowhere"));
    }
    return parents;
  }

  private ObjectNode entity(Uid uid, Shape.Kind kind, Set<Uid> parents) {
    ObjectNode node = JSON.objectNode();
    node.set("uid", draw.percent(80) ? uid.json() : ValuesJson.entity(uid));
    node.set("attrs", values.fields(kind.attributes()));
    ArrayNode array = node.putArray("parents");
    parents.forEach(
        parent -> array.add(draw.percent(80) ? parent.json() : ValuesJson.entity(parent)));
    kind.tags()
        .ifPresent(type -> {
          ObjectNode tags = node.putObject("tags");
          draw.some(Pools.TAGS, 50).forEach(tag -> tags.set(tag, values.value(type)));
        });
    return node;
  }

  private ObjectNode action(Shape.Action action) {
    ObjectNode node = JSON.objectNode();
    node.set("uid", Uids.of(action).json());
    node.putObject("attrs");
    ArrayNode parents = node.putArray("parents");
    action.parents().forEach(id -> parents.add(new Uid(action.type(), id).json()));
    return node;
  }
}
