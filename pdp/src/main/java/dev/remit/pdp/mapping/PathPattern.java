package dev.remit.pdp.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The path of a route, as `/shops/{shop}/orders/{id}`: segments that are written out, or variables
/// that stand for one whole segment each, never an empty one.
public record PathPattern(List<Piece> segments) {
  public PathPattern {
    segments = List.copyOf(segments);
  }

  /// Reads a pattern. Throws [IllegalArgumentException] that says what is wrong with it.
  public static PathPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("does not begin with `/`");
    }
    String[] written = text.substring(1).split("/", -1);
    List<Piece> segments = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < written.length; i++) {
      Piece segment = segment(written[i], i == written.length - 1);
      if (segment instanceof Piece.Variable(String name) && !names.add(name)) {
        throw new IllegalArgumentException("names `{" + name + "}` twice");
      }
      segments.add(segment);
    }
    if (segments.size() > MappingLimits.SEGMENTS_MAX) {
      throw new IllegalArgumentException(
          "has more than " + MappingLimits.SEGMENTS_MAX + " segments");
    }
    return new PathPattern(segments);
  }

  private static Piece segment(String segment, boolean last) {
    var variable = Piece.VARIABLE.matcher(segment);
    if (variable.matches()) {
      return new Piece.Variable(variable.group(1));
    }
    if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "has `" + segment + "`; a variable is a whole segment, `{name}`");
    }
    if (segment.isEmpty() && !last) {
      throw new IllegalArgumentException("has an empty segment");
    }
    if (segment.equals(".") || segment.equals("..") || segment.matches(".*[\\\\;?#%].*")) {
      throw new IllegalArgumentException("has `" + segment + "`, which no request can match");
    }
    return new Piece.Text(segment);
  }

  /// The variables' values, or null if the path is another. Letters match in their case.
  @Nullable SortedMap<String, String> match(HttpPath path) {
    List<String> decoded = path.segments();
    if (decoded.size() != segments.size()) {
      return null;
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = decoded.get(i);
      switch (segments.get(i)) {
        case Piece.Text(String text) -> {
          if (!text.equals(segment)) {
            return null;
          }
        }
        case Piece.Variable(String name) -> {
          if (segment.isEmpty()) {
            return null;
          }
          values.put(name, segment);
        }
      }
    }
    return values;
  }

  /// Whether every path that matches `other` matches this one too.
  public boolean covers(PathPattern other) {
    if (segments.size() != other.segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      Piece mine = segments.get(i);
      Piece its = other.segments.get(i);
      boolean covered =
          switch (mine) {
            case Piece.Text literal -> literal.equals(its);
            case Piece.Variable _ -> !its.equals(new Piece.Text(""));
          };
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  /// In the order of the path.
  public Set<String> variables() {
    return Piece.variables(segments);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Piece segment : segments) {
      text.append('/')
          .append(
              switch (segment) {
                case Piece.Text(String literal) -> literal;
                case Piece.Variable(String name) -> "{" + name + "}";
              });
    }
    return text.toString();
  }
}
