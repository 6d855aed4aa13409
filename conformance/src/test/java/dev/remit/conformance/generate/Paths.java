package dev.remit.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be reached from the variables by attributes and tags, with the type of each.
final class Paths {
  private static final int STEPS_MAX = 3;

  private final Draw draw;
  private final Syntax syntax;
  private final Scene scene;
  private final List<Path> paths = new ArrayList<>();

  /// `guard` is a condition under which the attribute is there, empty if nothing is optional.
  record Path(Piece piece, Type type, Optional<String> guard) {}

  Paths(Draw draw, Syntax syntax, Scene scene) {
    this.draw = draw;
    this.syntax = syntax;
    this.scene = scene;
    from(Piece.member("principal"), new Type.Entity(scene.principal()), Optional.empty(), 0);
    from(Piece.member("resource"), new Type.Entity(scene.resource()), Optional.empty(), 0);
    from(Piece.member("context"), scene.action().context(), Optional.empty(), 0);
  }

  List<Path> all() {
    return paths;
  }

  /// A path to something of this type, if there is any.
  Optional<Path> to(Type type) {
    List<Path> fitting = paths.stream().filter(path -> path.type().equals(type)).toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(draw.pick(fitting));
  }

  /// A path to something of this class of types, if there is any.
  Optional<Path> toKind(Class<? extends Type> kind) {
    List<Path> fitting = paths.stream().filter(path -> kind.isInstance(path.type())).toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(draw.pick(fitting));
  }

  private void from(Piece piece, Type type, Optional<String> guard, int steps) {
    paths.add(new Path(piece, type, guard));
    if (steps == STEPS_MAX) {
      return;
    }
    switch (type) {
      case Type.Entity(String name) ->
          scene.shape().kind(name).ifPresent(kind -> fromKind(piece, kind, guard, steps));
      case Type.Fields(Map<String, Type.Field> fields) -> fromFields(piece, fields, guard, steps);
      case Type.Plain _, Type.SetOf _ -> {}
    }
  }

  private void fromKind(Piece piece, Shape.Kind kind, Optional<String> guard, int steps) {
    fromFields(piece, kind.attributes().fields(), guard, steps);
    kind.tags()
        .ifPresent(type -> {
          String tag = syntax.string(draw.pick(Pools.TAGS));
          String has = piece.text() + ".hasTag(" + tag + ")";
          Piece get = Piece.member(piece.text() + ".getTag(" + tag + ")");
          from(get, type, and(guard, has), steps + 1);
        });
  }

  private void fromFields(
      Piece piece, Map<String, Type.Field> fields, Optional<String> guard, int steps) {
    fields.forEach((name, field) -> {
      Optional<String> inner =
          field.required() ? guard : and(guard, piece.text() + " has " + syntax.key(name));
      from(Piece.member(piece.text() + syntax.attribute(name)), field.type(), inner, steps + 1);
    });
  }

  private static Optional<String> and(Optional<String> guard, String more) {
    return Optional.of(guard.map(first -> first + " && " + more).orElse(more));
  }
}
