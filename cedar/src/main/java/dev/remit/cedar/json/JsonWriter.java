package dev.remit.cedar.json;

import java.util.ArrayDeque;
import java.util.Deque;
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
      if (innermost.written < innermost.members.size() + innermost.elements.size()) {
        child(innermost);
      } else {
        open.removeFirst();
        close(innermost);
      }
    }
    return out.toString();
  }

  private void child(Open parent) {
    int place = parent.written++;
    if (place > 0) {
      out.append(',');
    }
    newLine();
    if (parent.named) {
      Json.Member member = parent.members.get(place);
      quote(out, member.name()).append(pretty ? ": " : ":");
      start(member.value());
    } else {
      start(parent.elements.get(place));
    }
  }

  private void start(Json json) {
    switch (json) {
      case Json.JsonObject object -> {
        out.append('{');
        open.addFirst(new Open(true, object.members(), List.of()));
      }
      case Json.JsonArray array -> {
        out.append('[');
        open.addFirst(new Open(false, List.of(), array.elements()));
      }
      case Json.JsonString string -> quote(out, string.value());
      case Json.JsonInteger integer -> out.append(integer.value());
      case Json.JsonNumber number -> out.append(number.literal());
      case Json.JsonBool bool -> out.append(bool.value());
      case Json.JsonNull _ -> out.append("null");
    }
  }

  private void close(Open done) {
    if (done.written > 0) {
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

  /// An array or object, which is `named`, of whose elements or members some are to be written.
  private static final class Open {
    private final boolean named;
    private final List<Json.Member> members;
    private final List<Json> elements;
    private int written;

    private Open(boolean named, List<Json.Member> members, List<Json> elements) {
      this.named = named;
      this.members = members;
      this.elements = elements;
    }
  }
}
