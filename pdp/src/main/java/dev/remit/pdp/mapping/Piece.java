package dev.remit.pdp.mapping;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// A piece of the path of a route, or of the id that is made of one: a text, or the value of a
/// variable.
public sealed interface Piece {
  /// As it is written: `{name}`.
  Pattern VARIABLE = Pattern.compile("\\{([a-z][A-Za-z0-9_]{0,63})}");

  record Text(String text) implements Piece {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  record Variable(String name) implements Piece {
    public Variable {
      Objects.requireNonNull(name, "name");
    }
  }

  /// The names in the order in which they are first there.
  static Set<String> variables(List<Piece> pieces) {
    Set<String> names = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof Variable(String name)) {
        names.add(name);
      }
    }
    return Collections.unmodifiableSet(names);
  }
}
