package dev.remit.cedar.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Writes JSON trees of any depth as text. Members keep their order; beyond what JSON demands,
/// nothing is escaped.
public final class JsonWriter {
  private static final int CAPACITY = 128;

  private final StringBuilder out = new StringBuilder(CAPACITY);
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
        List<Json.Member> elements = new ArrayList<>(array.elements().size());
        array.elements().forEach(element -> elements.add(Json.Member.of("", element)));
        open.addFirst(new Open(elements.iterator(), false));
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

  /// Appends a JSON string literal. What needs no escape, mostly all of it, is copied at once.
  static StringBuilder quote(StringBuilder out, String value) {
    out.append('"');
    int copied = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(value, copied, i);
        escape(out, c);
        copied = i + 1;
      }
    }
    return out.append(value, copied, value.length()).append('"');
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(String.format("\\u%04x", (int) c));
    }
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
