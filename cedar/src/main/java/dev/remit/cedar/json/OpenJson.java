package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/// What is open where a JSON text breaks off: objects, arrays, and at most one string. For texts
/// that are well formed up to there.
final class OpenJson {
  private static final int SHOWN_MAX = 5;

  private final String text;
  private final int end;
  private final Deque<Integer> open = new ArrayDeque<>();

  private OpenJson(String text, int end) {
    this.text = text;
    this.end = end;
  }

  /// What is open before `end`.
  static OpenJson of(String text, int end) {
    OpenJson json = new OpenJson(text, end);
    int at = 0;
    while (at < end) {
      at = json.pass(at);
    }
    return json;
  }

  /// Goes past one character, or one string; the result is where it ends.
  private int pass(int at) {
    switch (text.charAt(at)) {
      case '{', '[' -> open.push(at);
      case '}', ']' -> open.poll();
      case '"' -> {
        int close = closing(at);
        if (close >= end) {
          open.push(at);
        }
        return close + 1;
      }
      default -> {}
    }
    return at + 1;
  }

  private int closing(int quote) {
    int at = quote + 1;
    while (at < end && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  /// The last character that is no white space.
  Span last() {
    int at = end;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return Span.of(Math.max(0, at - 1), Math.max(1, at));
  }

  /// From where the innermost of what is open begins to `end`; the end alone where nothing is open.
  Span innermost() {
    Integer start = open.peek();
    return Span.of(start == null ? end : start, end);
  }

  boolean endsWithComma() {
    return text.charAt(last().start()) == ',';
  }

  /// Says what the text ends within.
  String message(Source source) {
    Integer start = open.peek();
    return start == null
        ? "the JSON text ends too early"
        : "the JSON text ends within the " + named(start, source);
  }

  /// What to do about a bracket that closes something else.
  String help(Source source) {
    Integer start = open.peek();
    return start == null
        ? "remove it"
        : "first close the " + named(start, source) + " with `" + closer(start) + "`";
  }

  /// A place on the line of the end is a column only, which stays true where the text is a line of
  /// a larger one.
  private String named(int start, Source source) {
    Source.Position from = source.position(start);
    boolean sameLine = from.line() == source.position(last().start()).line();
    return kind(start) + " that begins at " + (sameLine ? "column " + from.column() : from);
  }

  private String kind(int start) {
    return switch (text.charAt(start)) {
      case '{' -> "object";
      case '[' -> "array";
      default -> "string";
    };
  }

  /// What to write at the end.
  String rest() {
    if (open.isEmpty()) {
      return "write the rest of it";
    }
    String closing = open.stream().limit(SHOWN_MAX).map(this::closer).collect(Collectors.joining());
    return "write the rest, or close it with `" + closing + (open.size() > SHOWN_MAX ? "…`" : "`");
  }

  private String closer(int start) {
    return switch (text.charAt(start)) {
      case '{' -> "}";
      case '[' -> "]";
      default -> "\"";
    };
  }
}
