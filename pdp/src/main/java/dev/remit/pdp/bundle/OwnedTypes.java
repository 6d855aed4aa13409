package dev.remit.pdp.bundle;

import dev.remit.cedar.value.Name;
import java.util.Objects;
import java.util.Optional;

/// Entity types that a part owns: a single one, or a namespace with everything below it. Types of
/// actions are the schema's, and nobody's.
public sealed interface OwnedTypes {
  /// `Invoice`, and no type of that name in a namespace.
  record Single(Name type) implements OwnedTypes {
    public Single {
      Objects.requireNonNull(type, "type");
      if (type.isAction()) {
        throw new IllegalArgumentException("a type of actions: " + type);
      }
    }
  }

  /// `Payments::*`: `Payments::Invoice` and `Payments::Refunds::Request`, and not `Payments`.
  record Below(Name namespace) implements OwnedTypes {
    public Below {
      Objects.requireNonNull(namespace, "namespace");
    }

    private String prefix() {
      return namespace.value() + "::";
    }
  }

  /// Those that a text names; empty if it names none.
  static Optional<OwnedTypes> parse(String text) {
    if (text.endsWith("::*")) {
      String namespace = text.substring(0, text.length() - "::*".length());
      return Name.isValid(namespace)
          ? Optional.of(new Below(new Name(namespace)))
          : Optional.empty();
    }
    Name type = new Name(text);
    return Name.isValid(text) && !type.isAction()
        ? Optional.of(new Single(type))
        : Optional.empty();
  }

  default boolean covers(Name type) {
    return !type.isAction()
        && switch (this) {
          case Single(Name single) -> single.equals(type);
          case Below below -> type.value().startsWith(below.prefix());
        };
  }

  /// Whether a type could be of both.
  default boolean overlaps(OwnedTypes other) {
    return switch (this) {
      case Single(Name type) -> other.covers(type);
      case Below below ->
          switch (other) {
            case Single(Name type) -> below.covers(type);
            case Below that ->
                below.prefix().startsWith(that.prefix())
                    || that.prefix().startsWith(below.prefix());
          };
    };
  }

  /// As it is written in `remit.yaml`.
  default String text() {
    return switch (this) {
      case Single(Name type) -> type.value();
      case Below(Name namespace) -> namespace.value() + "::*";
    };
  }
}
