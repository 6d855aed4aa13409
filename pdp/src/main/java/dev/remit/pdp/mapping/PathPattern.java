package dev.remit.pdp.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The path of a route, as `/shops/{shop}/orders/{id}`: segments that are written out, or variables
/// that stand for one whole segment each, never an empty one.
public record PathPattern(List<Part> parts) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z][A-Za-z0-9_]{0,63})}");

  /// One segment.
  public sealed interface Part {
    record Literal(String text) implements Part {
      public Literal {
        Objects.requireNonNull(text, "text");
      }
    }

    record Variable(String name) implements Part {
      public Variable {
        Objects.requireNonNull(name, "name");
      }
    }
  }

  public PathPattern {
    parts = List.copyOf(parts);
  }

  /// Reads a pattern. Throws [IllegalArgumentException] that says what is wrong with it.
  public static PathPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("does not begin with `/`");
    }
    String[] segments = text.substring(1).split("/", -1);
    List<Part> parts = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < segments.length; i++) {
      Part part = part(segments[i], i == segments.length - 1);
      if (part instanceof Part.Variable(String name) && !names.add(name)) {
        throw new IllegalArgumentException("names `{" + name + "}` twice");
      }
      parts.add(part);
    }
    if (parts.size() > MappingLimits.SEGMENTS_MAX) {
      throw new IllegalArgumentException(
          "has more than " + MappingLimits.SEGMENTS_MAX + " segments");
    }
    return new PathPattern(parts);
  }

  private static Part part(String segment, boolean last) {
    var variable = VARIABLE.matcher(segment);
    if (variable.matches()) {
      return new Part.Variable(variable.group(1));
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
    return new Part.Literal(segment);
  }

  /// The variables' values, or null if the path is another. Letters match in their case.
  @Nullable SortedMap<String, String> match(HttpPath path) {
    List<String> segments = path.segments();
    if (segments.size() != parts.size()) {
      return null;
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String segment = segments.get(i);
      switch (parts.get(i)) {
        case Part.Literal(String text) -> {
          if (!text.equals(segment)) {
            return null;
          }
        }
        case Part.Variable(String name) -> {
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
    if (parts.size() != other.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      Part mine = parts.get(i);
      Part its = other.parts.get(i);
      boolean covered =
          switch (mine) {
            case Part.Literal literal -> literal.equals(its);
            case Part.Variable _ -> !its.equals(new Part.Literal(""));
          };
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  /// In the order of the path.
  public Set<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Part.Variable(String name)) {
        names.add(name);
      }
    }
    return Collections.unmodifiableSet(names);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append('/')
          .append(
              switch (part) {
                case Part.Literal(String literal) -> literal;
                case Part.Variable(String name) -> "{" + name + "}";
              });
    }
    return text.toString();
  }
}
