package dev.remit.cedar.schema;

import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.SchemaWords.Word;
import dev.remit.cedar.schema.TypeExpression.ReferenceKind;
import dev.remit.cedar.text.Cursor;
import dev.remit.cedar.text.TokenKind;
import dev.remit.cedar.text.Unexpected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads types: names, `Set<…>` and records.
final class TypeParser {
  private final Cursor cursor;
  private final SchemaWords words;
  private int depth;

  TypeParser(Cursor cursor, SchemaWords words) {
    this.cursor = cursor;
    this.words = words;
  }

  TypeExpression type() throws Unexpected {
    if (cursor.at(TokenKind.LEFT_BRACE)) {
      return record();
    }
    if (cursor.at("Set") && cursor.peek(1).kind() == TokenKind.LESS) {
      return set();
    }
    if (!cursor.at(TokenKind.IDENTIFIER)) {
      throw cursor.unexpected("a type", "a type is a name, `Set<…>` or `{ name: type }`");
    }
    return new TypeExpression.Reference(ReferenceKind.ENTITY_OR_COMMON, words.path(""));
  }

  private TypeExpression set() throws Unexpected {
    int from = cursor.index();
    enter();
    cursor.next();
    cursor.next();
    TypeExpression element = type();
    cursor.expect(TokenKind.GREATER, "");
    depth--;
    return new TypeExpression.SetOf(element, cursor.since(from));
  }

  TypeExpression.RecordOf record() throws Unexpected {
    int from = cursor.index();
    enter();
    cursor.expect(TokenKind.LEFT_BRACE, "");
    List<AttributeDeclaration> attributes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (!cursor.at(TokenKind.RIGHT_BRACE)) {
      AttributeDeclaration attribute = attribute();
      if (names.add(attribute.name())) {
        attributes.add(attribute);
      } else {
        reportTwice(attribute);
      }
      if (!cursor.accept(TokenKind.COMMA)) {
        break;
      }
    }
    cursor.expect(TokenKind.RIGHT_BRACE, "write `,` between attributes");
    depth--;
    return new TypeExpression.RecordOf(attributes, cursor.since(from));
  }

  /// Starts reading the types of another declaration; the one before may have been left early.
  void restart() {
    depth = 0;
  }

  private void enter() throws Unexpected {
    if (depth == Limits.VALUE_DEPTH_MAX) {
      throw cursor.refuse(
          "limit",
          cursor.peek().span(),
          "types are nested more than " + Limits.VALUE_DEPTH_MAX + " levels deep",
          "give an inner type a name of its own");
    }
    depth++;
  }

  private void reportTwice(AttributeDeclaration attribute) {
    cursor.report(
        "duplicate-attribute",
        attribute.span(),
        "attribute `" + attribute.name() + "` is declared twice",
        "keep one of them");
  }

  private AttributeDeclaration attribute() throws Unexpected {
    List<Annotation> annotations = words.annotations();
    Word name = words.key("the name of an attribute", "an attribute is written `name: type`");
    boolean required = !cursor.accept(TokenKind.QUESTION);
    cursor.expect(TokenKind.COLON, "an attribute is written `name: type`");
    return new AttributeDeclaration(name.text(), annotations, type(), required, name.span());
  }
}
