package dev.remit.cedar.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Writes JSON trees of any depth as text. Members keep their order; beyond what JSON demands,
/// nothing is escaped.
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;
  private final Deque<Open> open = new ArrayDeque<>();

  private JsonWriter(boolean pretty) {
    this.pretty = pretty;
  }

  /// In one line, without white space.
  public static String compact(Json json) {
    return new JsonWriter(false).write(json);
  }

  /// A line for each member and element, two spaces a level; no line end at the end.
  public static String pretty(Json json) {
    return new JsonWriter(true).write(json);
  }

  private String write(Json json) {
    start(json);
    while (!open.isEmpty()) {
      Open innermost = open.getFirst();
      if (innermost.children.hasNext()) {
        child(innermost);
      } else {
        open.removeFirst();
        close(innermost);
      }
    }
    return out.toString();
  }

  private void child(Open parent) {
    if (parent.started) {
      out.append(',');
    }
    parent.started = true;
    newLine();
    Json.Member member = parent.children.next();
    if (parent.named) {
      quote(out, member.name()).append(pretty ? ": " : ":");
    }
    start(member.value());
  }

  private void start(Json json) {
    switch (json) {
      case Json.JsonObject object -> {
        out.append('{');
        open.addFirst(new Open(object.members().iterator(), true));
      }
      case Json.JsonArray array -> {
        out.append('[');
        Iterator<Json.Member> elements =
            array.elements().stream().map(element -> Json.Member.of("", element)).iterator();
        open.addFirst(new Open(elements, false));
      }
      case Json.JsonString string -> quote(out, string.value());
      case Json.JsonInteger integer -> out.append(integer.value());
      case Json.JsonNumber number -> out.append(number.literal());
      case Json.JsonBool bool -> out.append(bool.value());
      case Json.JsonNull _ -> out.append("null");
    }
  }

  private void close(Open done) {
    if (done.started) {
      newLine();
    }
    out.append(done.named ? '}' : ']');
  }

  private void newLine() {
    if (pretty) {
      out.append('\n').repeat("  ", open.size());
    }
  }

  /// Appends a JSON string literal.
  static StringBuilder quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"');
  }

  /// An array or object of which some children are still to be written.
  private static final class Open {
    private final Iterator<Json.Member> children;
    private final boolean named;
    private boolean started;

    private Open(Iterator<Json.Member> children, boolean named) {
      this.children = children;
      this.named = named;
    }
  }
}
