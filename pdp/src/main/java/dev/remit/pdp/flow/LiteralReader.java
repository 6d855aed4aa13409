package dev.remit.pdp.flow;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a text that is one value in JSON, or as Python prints it: `{'a': [1, None]}`. Lenient,
/// because what it makes of a text is matched with and never acted on.
///
/// INVARIANT: recursion follows the nesting, which is bounded.
final class LiteralReader {
  private static final int DEPTH_MAX = 64;
  private static final int RADIX = 16;

  private final String text;
  private int at;

  private LiteralReader(String text) {
    this.text = text;
  }

  /// Is no such value.
  private static final class NoLiteral extends Exception {
    private static final long serialVersionUID = 1;

    private NoLiteral() {
      super("no literal", null, false, false);
    }
  }

  /// Empty if the text is something else, or nested deeper than 64.
  static Optional<Json> read(String text) {
    LiteralReader reader = new LiteralReader(text);
    try {
      Json value = reader.value(0);
      reader.skipSpace();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NoLiteral e) {
      return Optional.empty();
    }
  }

  private Json value(int depth) throws NoLiteral {
    skipSpace();
    if (depth > DEPTH_MAX) {
      throw new NoLiteral();
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth, ']');
      case '(' -> array(depth, ')');
      case '"', '\'' -> Json.string(string());
      default -> word();
    };
  }

  private Json object(int depth) throws NoLiteral {
    List<Json.Member> members = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != '}') {
      String name =
          switch (value(depth + 1)) {
            case Json.JsonString(String value, Span _) -> value;
            case Json.JsonNumber(String literal, Span _) -> literal;
            case Json.JsonObject _,
                Json.JsonArray _,
                Json.JsonInteger _,
                Json.JsonBool _,
                Json.JsonNull _ ->
                throw new NoLiteral();
          };
      skipSpace();
      expect(':');
      members.add(Json.Member.of(name, value(depth + 1)));
      separator('}');
    }
    at++;
    return Json.object(members);
  }

  private Json array(int depth, char end) throws NoLiteral {
    List<Json> elements = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != end) {
      elements.add(value(depth + 1));
      separator(end);
    }
    at++;
    return Json.array(elements);
  }

  private void separator(char end) throws NoLiteral {
    skipSpace();
    if (peek() != end) {
      expect(',');
      skipSpace();
    }
  }

  private String string() throws NoLiteral {
    char quote = text.charAt(at++);
    StringBuilder value = new StringBuilder();
    while (peek() != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escaped(value);
      } else {
        value.append(c);
      }
    }
    at++;
    return value.toString();
  }

  private void escaped(StringBuilder value) throws NoLiteral {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'x' -> value.append((char) hex(2));
      case 'u' -> value.append((char) hex(4));
      default -> value.append(c);
    }
  }

  private int hex(int digits) throws NoLiteral {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(peek(), RADIX);
      if (digit < 0) {
        throw new NoLiteral();
      }
      value = value * RADIX + digit;
      at++;
    }
    return value;
  }

  private Json word() throws NoLiteral {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "True" -> Json.bool(true);
      case "false", "False" -> Json.bool(false);
      case "null", "None" -> new Json.JsonNull(Span.NONE);
      default -> {
        if (!word.matches("[-+]?[0-9]{1,60}(\\.[0-9]{0,60})?([eE][-+]?[0-9]{1,4})?")) {
          throw new NoLiteral();
        }
        yield new Json.JsonNumber(word, Span.NONE);
      }
    };
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+';
  }

  private char peek() throws NoLiteral {
    if (at >= text.length()) {
      throw new NoLiteral();
    }
    return text.charAt(at);
  }

  private void expect(char c) throws NoLiteral {
    if (peek() != c) {
      throw new NoLiteral();
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
