package dev.remit.conformance.generate;

import dev.remit.conformance.world.Uid;
import java.util.Set;

/// The ways one meaning may be written: parentheses, white space, comments, escapes.
final class Syntax {
  private static final Set<String> RESERVED =
      Set.of("true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar");

  private final Draw draw;

  Syntax(Draw draw) {
    this.draw = draw;
  }

  /// `piece` as an operand of an operator that asks for `level`.
  String at(int level, Piece piece) {
    return piece.level() < level || draw.percent(4) ? "(" + piece.text() + ")" : piece.text();
  }

  /// What separates tokens.
  String space() {
    return switch (draw.between(0, 60)) {
      case 0 -> "\n";
      case 1 -> "\t";
      case 2 -> " // note \" ' \\ é\n";
      case 3 -> "\r\n ";
      case 4 -> "  ";
      default -> " ";
    };
  }

  /// A string literal.
  String string(String value) {
    StringBuilder out = new StringBuilder("\"");
    value.codePoints().forEach(codePoint -> character(out, codePoint));
    return out.append('"').toString();
  }

  /// A pattern literal whose every character is itself; the caller adds wildcards.
  String patternPart(String value) {
    String quoted = string(value);
    return quoted.substring(1, quoted.length() - 1).replace("*", "\\*");
  }

  private void character(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append(draw.percent(50) ? "\\n" : "\n");
      case '\r' -> out.append("\\r");
      case '\0' -> out.append("\\0");
      case '\'' -> out.append(draw.percent(50) ? "\\'" : "'");
      case '*' -> out.append('*');
      default -> {
        if (draw.percent(95)) {
          out.appendCodePoint(codePoint);
        } else {
          String format = draw.percent(50) ? "\\u{%x}" : "\\u{%04X}";
          out.append(format.formatted(codePoint));
        }
      }
    }
  }

  String uid(Uid uid) {
    return uid.type() + (draw.percent(98) ? "::" : " :: ") + string(uid.id());
  }

  static boolean isIdentifier(String name) {
    return name.matches("[_a-zA-Z][_a-zA-Z0-9]*") && !RESERVED.contains(name);
  }

  /// `.name` or `["name"]`.
  String attribute(String name) {
    return isIdentifier(name) && draw.percent(90) ? "." + name : "[" + string(name) + "]";
  }

  /// A name after `has` or before `:` of a record.
  String key(String name) {
    return isIdentifier(name) && draw.percent(90) ? name : string(name);
  }
}
