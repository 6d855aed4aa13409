package dev.remit.conformance.generate;

/// The types that a policy's variables have where its scope fits.
record Scene(Shape shape, String principal, Shape.Action action, String resource) {
  static Scene draw(Draw draw, Shape shape) {
    Shape.Action action = draw.pick(shape.actions());
    return new Scene(shape, draw.pick(action.principals()), action, draw.pick(action.resources()));
  }
}
