package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.text.AnnotationParser;
import dev.remit.cedar.text.Cursor;
import dev.remit.cedar.text.StringLiterals;
import dev.remit.cedar.text.Token;
import dev.remit.cedar.text.TokenKind;
import dev.remit.cedar.text.Unexpected;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Reads the words that every part of a schema is made of: identifiers, names, strings, lists and
/// annotations.
///
/// Of the words that Cedar reserves only `__cedar` may stand in a schema; whether a declaration may
/// use it is for the resolver. The words of the schema language itself are not reserved.
final class SchemaWords {
  private final Cursor cursor;
  private final AnnotationParser annotations;

  SchemaWords(Cursor cursor) {
    this.cursor = cursor;
    this.annotations = new AnnotationParser(cursor);
  }

  /// One element of a list.
  interface Element<T> {
    T read() throws Unexpected;
  }

  /// A word with where it stands.
  record Word(String text, Span span) {}

  /// Whether a declaration begins here, with its annotations or without.
  boolean atDeclaration() {
    if (cursor.at(TokenKind.AT)) {
      return true;
    }
    TokenKind following = cursor.peek(1).kind();
    boolean named = following == TokenKind.IDENTIFIER || following == TokenKind.STRING;
    return named
        && (cursor.at("entity")
            || cursor.at("action")
            || cursor.at("type")
            || cursor.at("namespace"));
  }

  boolean atNamespace() {
    return cursor.at("namespace") && cursor.peek(1).kind() == TokenKind.IDENTIFIER;
  }

  Word identifier(String expected, String help) throws Unexpected {
    if (!cursor.at(TokenKind.IDENTIFIER)) {
      throw cursor.unexpected(expected, help);
    }
    Token token = cursor.next();
    if (Name.isReserved(token.text()) && !token.is("__cedar")) {
      cursor.report(
          "reserved-word",
          token.span(),
          "`" + token.text() + "` is reserved",
          "choose another name, or put that of an attribute or action in quotes");
    }
    return new Word(token.text(), token.span());
  }

  /// An identifier or a string, as attributes and actions are named.
  Word key(String expected, String help) throws Unexpected {
    return cursor.at(TokenKind.STRING) ? string(expected) : identifier(expected, help);
  }

  Word string(String expected) throws Unexpected {
    if (!cursor.at(TokenKind.STRING)) {
      throw cursor.unexpected(expected, "write it in double quotes");
    }
    Token token = cursor.next();
    return new Word(StringLiterals.unescape(token, cursor.reports()), token.span());
  }

  /// `Name` or `Space::Name`.
  TypeName path(String help) throws Unexpected {
    int from = cursor.index();
    StringBuilder name = new StringBuilder(identifier("a name", help).text());
    while (cursor.at(TokenKind.DOUBLE_COLON) && cursor.peek(1).kind() != TokenKind.STRING) {
      cursor.next();
      name.append("::").append(identifier("a name", help).text());
    }
    return new TypeName(new Name(name.toString()), cursor.since(from));
  }

  /// One or more, with commas between them.
  <T> List<T> sequence(Element<T> element) throws Unexpected {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(element.read());
    } while (cursor.accept(TokenKind.COMMA));
    // Immutable, so that the declarations of several names share it.
    return List.copyOf(elements);
  }

  /// What stands between brackets, or one element without them.
  <T> List<T> listOrOne(Element<T> element) throws Unexpected {
    return cursor.at(TokenKind.LEFT_BRACKET) ? list(element) : List.of(element.read());
  }

  /// What stands between brackets; none between `[` and `]`.
  <T> List<T> list(Element<T> element) throws Unexpected {
    cursor.expect(TokenKind.LEFT_BRACKET, "");
    if (cursor.accept(TokenKind.RIGHT_BRACKET)) {
      return List.of();
    }
    List<T> elements = sequence(element);
    cursor.expect(TokenKind.RIGHT_BRACKET, "");
    return elements;
  }

  List<Annotation> annotations() throws Unexpected {
    return annotations.read("declaration");
  }
}
