package dev.remit.conformance.generate;

import dev.remit.conformance.world.Uid;
import java.util.List;

/// Draws entity uids of a shape; few ids, so that they meet again.
final class Uids {
  private final Draw draw;
  private final Shape shape;

  Uids(Draw draw, Shape shape) {
    this.draw = draw;
    this.shape = shape;
  }

  Uid of(String type) {
    List<String> ids = Pools.IDS;
    return new Uid(type, ids.get(draw.percent(90) ? draw.between(0, 3) : draw.between(4, 10)));
  }

  /// Of any type declared, seldom of one that is not.
  Uid any() {
    return draw.percent(3) ? of("None") : of(draw.pick(shape.kinds()).name());
  }

  Uid action() {
    Shape.Action action = draw.pick(shape.actions());
    return new Uid(action.type(), draw.percent(97) ? action.id() : "other");
  }

  static Uid of(Shape.Action action) {
    return new Uid(action.type(), action.id());
  }
}
