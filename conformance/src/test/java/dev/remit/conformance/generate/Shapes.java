package dev.remit.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Draws the [Shape] of a world.
final class Shapes {
  private static final int DEPTH_MAX = 2;
  private static final List<String> TYPE_NAMES =
      List.of("User", "Group", "Doc", "App::Person", "App::Deep::Folder", "_T1");
  private static final List<String> ACTION_IDS = List.of("view", "edit", "all", "", "a b", "é");

  private final Draw draw;
  private final List<String> names = new ArrayList<>();

  private Shapes(Draw draw) {
    this.draw = draw;
  }

  static Shape draw(Draw draw) {
    return new Shapes(draw).shape();
  }

  private Shape shape() {
    int kinds = draw.between(2, 4);
    int first = draw.between(0, TYPE_NAMES.size() - 1);
    for (int i = 0; i < kinds; i++) {
      names.add(TYPE_NAMES.get((first + i) % TYPE_NAMES.size()));
    }
    return new Shape(names.stream().map(this::kind).toList(), actions());
  }

  private Shape.Kind kind(String name) {
    Optional<Type> tags = draw.percent(40) ? Optional.of(type(1)) : Optional.empty();
    return new Shape.Kind(name, draw.some(names, 50), fields(0, 5), tags);
  }

  private List<Shape.Action> actions() {
    String type = draw.percent(75) ? "Action" : "App::Action";
    List<Shape.Action> actions = new ArrayList<>();
    List<String> earlier = new ArrayList<>();
    for (String id : draw.some(ACTION_IDS, 60)) {
      actions.add(
          new Shape.Action(
              type, id, draw.some(earlier, 40), someNames(), someNames(), fields(0, 4)));
      earlier.add(id);
    }
    return actions.isEmpty() ? actions() : actions;
  }

  private List<String> someNames() {
    List<String> some = draw.some(names, 60);
    return some.isEmpty() ? List.of(draw.pick(names)) : some;
  }

  private Type.Fields fields(int depth, int max) {
    Map<String, Type.Field> fields = new TreeMap<>();
    for (int i = draw.between(depth == 0 ? 1 : 0, max); i > 0; i--) {
      fields.put(draw.pick(Pools.NAMES), new Type.Field(type(depth + 1), draw.percent(70)));
    }
    return new Type.Fields(fields);
  }

  /// A type of at most the depth left.
  private Type type(int depth) {
    int choice = draw.between(0, 99);
    if (choice < 55 || depth > DEPTH_MAX) {
      return choice < 45
          ? draw.pick(List.of(Type.Plain.values()))
          : new Type.Entity(draw.pick(names));
    }
    if (choice < 70) {
      return new Type.Entity(draw.pick(names));
    }
    return choice < 88 ? new Type.SetOf(type(depth + 1)) : fields(depth, 3);
  }
}
