package dev.remit.cedar.value;

import java.util.Objects;

/// A possibly qualified name, `Basename` or `Space::Inner::Basename`: of an entity type, a common
/// type or an extension function. Normalised: no white space, no comments.
///
/// Any string may be held (entity types of JSON and text are checked where they are read); whether
/// it is a name that policies may use is [#isValid].
public record Name(String value) implements Comparable<Name> {
  public Name {
    Objects.requireNonNull(value, "value");
  }

  /// The last part: `View` of `App::View`.
  public String basename() {
    int separator = value.lastIndexOf("::");
    return separator < 0 ? value : value.substring(separator + 2);
  }

  /// All but the last part, `App` of `App::View`; empty for an unqualified name.
  public String namespace() {
    int separator = value.lastIndexOf("::");
    return separator < 0 ? "" : value.substring(0, separator);
  }

  /// Whether this names a type of actions: its last part is `Action`.
  public boolean isAction() {
    return basename().equals("Action");
  }

  /// Whether `text` is a normalised name: identifiers joined by `::`, none of them `__cedar` or one
  /// that Cedar reserves.
  public static boolean isValid(String text) {
    int start = 0;
    while (true) {
      int separator = text.indexOf("::", start);
      String part = text.substring(start, separator < 0 ? text.length() : separator);
      if (!isPlain(part)) {
        return false;
      }
      if (separator < 0) {
        return true;
      }
      start = separator + 2;
    }
  }

  /// Whether `text` is `[_a-zA-Z][_a-zA-Z0-9]*`, reserved or not.
  public static boolean isIdentifier(String text) {
    if (text.isEmpty() || !isIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether `text` is an identifier that is not reserved, and so names an attribute without
  /// quotes.
  public static boolean isPlain(String text) {
    return isIdentifier(text) && !isReserved(text);
  }

  public static boolean isIdentifierStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  public static boolean isIdentifierPart(char c) {
    return isIdentifierStart(c) || (c >= '0' && c <= '9');
  }

  /// Whether an identifier may not be part of a name.
  ///
  /// Source: `is_reserved` words of cedar-policy-core's `ast/id.rs`.
  public static boolean isReserved(String identifier) {
    return switch (identifier) {
      case "true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar" -> true;
      default -> false;
    };
  }

  @Override
  public int compareTo(Name other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
