package dev.remit.pdp.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;

/// How the id of a resource is made of a path's variables, as `{shop}/{id}`. Different values make
/// different ids: between two variables there is a `/`, which no value has.
public record IdTemplate(List<Piece> pieces) {
  public IdTemplate {
    pieces = List.copyOf(pieces);
  }

  /// Reads a template. Throws [IllegalArgumentException] that says what is wrong with it.
  public static IdTemplate parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher variable = Piece.VARIABLE.matcher(text);
    int end = 0;
    while (variable.find()) {
      String between = text.substring(end, variable.start());
      if (!pieces.isEmpty() && between.indexOf('/') < 0) {
        throw new IllegalArgumentException(
            "has no `/` between two variables, so that different values could make one id");
      }
      addText(between, pieces);
      pieces.add(new Piece.Variable(variable.group(1)));
      end = variable.end();
    }
    addText(text.substring(end), pieces);
    return new IdTemplate(pieces);
  }

  private static void addText(String text, List<Piece> pieces) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("has a brace that is no variable; write `{name}`");
    }
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(text));
    }
  }

  public Set<String> variables() {
    return Piece.variables(pieces);
  }

  /// `values` has all variables.
  String fill(Map<String, String> values) {
    StringBuilder id = new StringBuilder();
    for (Piece piece : pieces) {
      id.append(
          switch (piece) {
            case Piece.Text(String text) -> text;
            case Piece.Variable(String name) -> Objects.requireNonNull(values.get(name), name);
          });
    }
    return id.toString();
  }
}
