package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.schema.ActionDeclaration.AppliesTo;
import dev.remit.cedar.schema.TypeExpression.ReferenceKind;
import dev.remit.cedar.text.Cursor;
import dev.remit.cedar.text.Suggestions;
import dev.remit.cedar.text.Token;
import dev.remit.cedar.text.TokenKind;
import dev.remit.cedar.text.Unexpected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what an action applies to, `{ principal: …, resource: …, context: … }`: each at most once,
/// principal and resource at least once, in any order.
final class AppliesToParser {
  private static final List<String> PARTS = List.of("principal", "resource", "context");

  private final Cursor cursor;
  private final SchemaWords words;
  private final TypeParser types;
  private final Token keyword;
  private @Nullable List<TypeName> principals;
  private @Nullable List<TypeName> resources;
  private @Nullable TypeExpression context;

  /// `keyword` is the `appliesTo` that was just passed.
  AppliesToParser(Cursor cursor, SchemaWords words, TypeParser types, Token keyword) {
    this.cursor = cursor;
    this.words = words;
    this.types = types;
    this.keyword = keyword;
  }

  AppliesTo appliesTo() throws Unexpected {
    cursor.expect(TokenKind.LEFT_BRACE, "");
    while (!cursor.at(TokenKind.RIGHT_BRACE)) {
      part();
      if (!cursor.accept(TokenKind.COMMA)) {
        break;
      }
    }
    cursor.expect(TokenKind.RIGHT_BRACE, "write `,` between its parts");
    return new AppliesTo(
        required(principals, "principal"),
        required(resources, "resource"),
        context == null ? TypeExpression.RecordOf.EMPTY : context);
  }

  private void part() throws Unexpected {
    Token part = cursor.peek();
    if (!PARTS.contains(part.text())) {
      String help = Suggestions.didYouMean(part.text(), PARTS, "");
      throw cursor.unexpected("`principal`, `resource` or `context`", help);
    }
    cursor.next();
    cursor.expect(TokenKind.COLON, "");
    switch (part.text()) {
      case "principal" -> {
        refuseTwice(principals, part);
        principals = entityTypes(part);
      }
      case "resource" -> {
        refuseTwice(resources, part);
        resources = entityTypes(part);
      }
      default -> {
        refuseTwice(context, part);
        context = context();
      }
    }
  }

  private void refuseTwice(@Nullable Object before, Token part) {
    if (before != null) {
      String message = "`" + part.text() + "` occurs twice";
      cursor.report("duplicate-part", part.span(), message, "keep one of them");
    }
  }

  private List<TypeName> entityTypes(Token part) throws Unexpected {
    List<TypeName> names =
        words.listOrOne(() -> words.path("an entity type is a name, or several in `[…]`"));
    if (names.isEmpty()) {
      Span span = part.span().to(cursor.previous().span());
      String help = "list one, or leave out `appliesTo` for a group of actions";
      cursor.report("empty-list", span, "no entity type is listed", help);
    }
    return names;
  }

  private TypeExpression context() throws Unexpected {
    return cursor.at(TokenKind.LEFT_BRACE)
        ? types.record()
        : new TypeExpression.Reference(
            ReferenceKind.COMMON, words.path("a context is a record or the name of one"));
  }

  private List<TypeName> required(@Nullable List<TypeName> names, String part) {
    if (names != null) {
      return names;
    }
    cursor.report(
        "missing-part",
        keyword.span(),
        "`appliesTo` has no `" + part + "`",
        "add `" + part + ": [Type]`, or leave out `appliesTo`");
    return List.of();
  }
}
