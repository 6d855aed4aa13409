package dev.remit.client;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON value, strictly: UTF-8 without faults, no name twice, nothing after it. Null is
/// [Null#NULL], a value like any other.
///
/// Source: RFC 8259.
final class JsonReader {
  private static final int NUMBER_CHARS_MAX = 100;

  /// Digits of the largest Long; fewer always fit.
  private static final int LONG_DIGITS = 19;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /// JSON's null, which is no [JsonValue].
  enum Null {
    NULL
  }

  /// Throws [Malformed] for anything else.
  static Object read(byte[] utf8) throws Malformed {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new Malformed("it is not UTF-8");
    }
  }

  static Object read(String text) throws Malformed {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(1);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.malformed("something follows the value");
    }
    return value;
  }

  private Malformed malformed(String what) {
    return new Malformed("it is no sound JSON: " + what + " at character " + at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws Malformed {
    if (at == text.length()) {
      throw malformed("it ends early");
    }
    return text.charAt(at);
  }

  private boolean take(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void require(char expected) throws Malformed {
    if (!take(expected)) {
      throw malformed("`" + expected + "` is missing");
    }
  }

  private Object value(int depth) throws Malformed {
    skipBlanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Null.NULL);
      default -> number();
    };
  }

  private Object word(String word, Object value) throws Malformed {
    if (!text.startsWith(word, at)) {
      throw malformed("an unknown word");
    }
    at += word.length();
    return value;
  }

  private void requireDepth(int depth) throws Malformed {
    if (depth > JsonValue.DEPTH_MAX) {
      throw malformed("nested more than " + JsonValue.DEPTH_MAX + " deep");
    }
  }

  private Map<String, Object> object(int depth) throws Malformed {
    requireDepth(depth);
    require('{');
    Map<String, Object> members = new HashMap<>();
    skipBlanks();
    if (take('}')) {
      return members;
    }
    do {
      skipBlanks();
      String name = string();
      skipBlanks();
      require(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw malformed("a name twice");
      }
      skipBlanks();
    } while (take(','));
    require('}');
    return members;
  }

  private List<Object> array(int depth) throws Malformed {
    requireDepth(depth);
    require('[');
    List<Object> elements = new ArrayList<>();
    skipBlanks();
    if (take(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
      skipBlanks();
    } while (take(','));
    require(']');
    return elements;
  }

  private String string() throws Malformed {
    require('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return requireWhole(out.toString());
      } else if (c < ' ') {
        throw malformed("a control character");
      } else if (c == '\\') {
        out.append(escaped());
      } else {
        out.append(c);
      }
    }
  }

  private char escaped() throws Malformed {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw malformed("an unknown escape");
    };
  }

  private char hex() throws Malformed {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw malformed("a bad escape");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  /// Every surrogate has its other half.
  private String requireWhole(String read) throws Malformed {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(read)) {
      throw malformed("half a character");
    }
    return read;
  }

  private Object number() throws Malformed {
    int start = at;
    take('-');
    if (!take('0')) {
      digits();
    }
    boolean whole = true;
    if (take('.')) {
      whole = false;
      digits();
    }
    if (take('e') || take('E')) {
      whole = false;
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    return number(text.substring(start, at), whole);
  }

  private void digits() throws Malformed {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw malformed("a digit is missing");
    }
  }

  private Object number(String digits, boolean whole) throws Malformed {
    if (digits.length() > NUMBER_CHARS_MAX) {
      throw malformed("a number of more than " + NUMBER_CHARS_MAX + " characters");
    }
    try {
      BigDecimal number = new BigDecimal(digits);
      if (whole && number.precision() < LONG_DIGITS) {
        return number.longValueExact();
      }
      return number;
    } catch (NumberFormatException e) {
      throw malformed("a number out of range");
    }
  }
}
