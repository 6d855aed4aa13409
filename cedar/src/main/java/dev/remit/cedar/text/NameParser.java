package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;

/// Reads names and the entities they begin: `Space::Type` and `Space::Type::"id"`. White space and
/// comments may stand between their parts.
final class NameParser {
  private final Cursor cursor;

  NameParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /// A name as far as it goes, and whether `::` and something that is no name follow: a string, if
  /// it is an entity.
  record Path(Name name, boolean isEntity, Span span) {
    boolean isQualified() {
      return name.value().contains("::");
    }
  }

  /// Passes a name, and the `::` before a string but not that string.
  Path path() throws Unexpected {
    int from = cursor.index();
    Token first = cursor.expect(TokenKind.IDENTIFIER, "");
    refuseReserved(first);
    if (!cursor.at(TokenKind.DOUBLE_COLON)) {
      return new Path(new Name(first.text()), false, first.span());
    }
    StringBuilder name = new StringBuilder(first.text());
    while (cursor.accept(TokenKind.DOUBLE_COLON)) {
      if (cursor.at(TokenKind.STRING)) {
        return new Path(new Name(name.toString()), true, cursor.since(from));
      }
      Token part =
          cursor.expect(TokenKind.IDENTIFIER, "an entity is written `" + name + "::\"id\"`");
      refuseReserved(part);
      name.append("::").append(part.text());
    }
    return new Path(new Name(name.toString()), false, cursor.since(from));
  }

  /// Passes the string that completes `path`.
  EntityUid entity(Path path) {
    return new EntityUid(path.name(), StringLiterals.unescape(cursor.next(), cursor.reports()));
  }

  /// Passes the name of an entity type; `example` is shown where something else stands.
  Name entityType(String example) throws Unexpected {
    String help = "a type is a name, as in `" + example + "`";
    if (!cursor.at(TokenKind.IDENTIFIER)) {
      throw cursor.unexpected("the name of an entity type", help);
    }
    Path path = path();
    if (path.isEntity()) {
      Span span = path.span().to(cursor.next().span());
      cursor.report("entity-as-type", span, "an entity stands where a type is expected", help);
    }
    return path.name();
  }

  /// Passes an identifier that can name an attribute without quotes; a reserved one is reported.
  String attribute(String expected, String help) throws Unexpected {
    if (!cursor.at(TokenKind.IDENTIFIER)) {
      throw cursor.unexpected(expected, help);
    }
    refuseReserved(cursor.peek());
    return cursor.next().text();
  }

  private void refuseReserved(Token identifier) {
    if (Name.isReserved(identifier.text())) {
      cursor.report(
          "reserved-word",
          identifier.span(),
          "`" + identifier.text() + "` is reserved",
          "choose another name, or write an attribute as `[\"" + identifier.text() + "\"]`");
    }
  }
}
