package dev.remit.conformance.generate;

import java.util.List;
import java.util.Optional;

/// The schema that a world is drawn from.
public record Shape(List<Kind> kinds, List<Action> actions) {
  public Shape {
    kinds = List.copyOf(kinds);
    actions = List.copyOf(actions);
  }

  /// The kind of entities of a type, if it is declared.
  public Optional<Kind> kind(String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /// An entity type, named in full; `parents` are the types it may be directly in.
  public record Kind(
      String name, List<String> parents, Type.Fields attributes, Optional<Type> tags) {
    public Kind {
      parents = List.copyOf(parents);
    }
  }

  /// An action; `parents` are ids of actions of the same type.
  public record Action(
      String type,
      String id,
      List<String> parents,
      List<String> principals,
      List<String> resources,
      Type.Fields context) {
    public Action {
      parents = List.copyOf(parents);
      principals = List.copyOf(principals);
      resources = List.copyOf(resources);
    }
  }
}
