package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.EntityUid;

/// Reads the identity of an entity as people hand it over: `Space::Type::"id"`, without white space
/// or comments between its parts.
public final class EntityUidParser {
  private EntityUidParser() {}

  public static EntityUid parse(String text) throws SyntaxException {
    return parse(new Source("entity", text));
  }

  public static EntityUid parse(Source source) throws SyntaxException {
    Cursor cursor = Parsing.begin(source);
    EntityUid uid = EntityUid.of("Action", "");
    try {
      uid = uid(cursor);
    } catch (Unexpected _) {
      // Reported; nothing follows an entity.
    }
    cursor.refuseIfAny();
    return uid;
  }

  private static EntityUid uid(Cursor cursor) throws Unexpected {
    NameParser names = new NameParser(cursor);
    NameParser.Path path = names.path();
    if (!path.isEntity()) {
      throw cursor.unexpected("`::` and a string", "an entity is written `User::\"alice\"`");
    }
    EntityUid uid = names.entity(path);
    cursor.expect(TokenKind.END, "");
    refuseGaps(cursor, uid);
    return uid;
  }

  /// What is not written tightly differs in length from its parts.
  private static void refuseGaps(Cursor cursor, EntityUid uid) {
    int length = cursor.reports().source().text().length();
    Token id = cursor.previous();
    if (uid.type().value().length() + 2 + (id.end() - id.start()) != length) {
      cursor.report(
          "not-normalized",
          Span.of(0, length),
          "white space or a comment stands within an entity",
          "write `" + uid + "`");
    }
  }
}
