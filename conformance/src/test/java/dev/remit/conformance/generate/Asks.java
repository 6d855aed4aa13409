package dev.remit.conformance.generate;

import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.Uid;

/// Draws requests that mostly fit an action of the shape.
final class Asks {
  private final Draw draw;
  private final Shape shape;
  private final Uids uids;
  private final ValuesJson values;

  Asks(Draw draw, Shape shape) {
    this.draw = draw;
    this.shape = shape;
    this.uids = new Uids(draw, shape);
    this.values = new ValuesJson(draw, uids);
  }

  Ask draw() {
    Scene scene = Scene.draw(draw, shape);
    return new Ask(
        subject(scene.principal()),
        draw.percent(95) ? Uids.of(scene.action()) : uids.action(),
        subject(scene.resource()),
        values.fields(scene.action().context()).toString());
  }

  private Uid subject(String type) {
    return draw.percent(95) ? uids.of(type) : uids.any();
  }
}
