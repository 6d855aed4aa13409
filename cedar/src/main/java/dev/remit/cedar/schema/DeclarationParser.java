package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.schema.ActionDeclaration.ActionReference;
import dev.remit.cedar.schema.ActionDeclaration.AppliesTo;
import dev.remit.cedar.schema.SchemaWords.Word;
import dev.remit.cedar.text.Cursor;
import dev.remit.cedar.text.StringLiterals;
import dev.remit.cedar.text.Suggestions;
import dev.remit.cedar.text.Token;
import dev.remit.cedar.text.TokenKind;
import dev.remit.cedar.text.Unexpected;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads one declaration: of entity types, of actions or of a common type.
final class DeclarationParser {
  private static final List<String> KEYWORDS = List.of("entity", "action", "type", "namespace");

  private final Cursor cursor;
  private final SchemaWords words;
  private final TypeParser types;

  DeclarationParser(Cursor cursor, SchemaWords words) {
    this.cursor = cursor;
    this.words = words;
    this.types = new TypeParser(cursor, words);
  }

  /// Reads what follows `annotations`, to its `;`, and adds it to `namespace`.
  void declaration(List<Annotation> annotations, NamespaceBuilder namespace) throws Unexpected {
    types.restart();
    Token keyword = cursor.peek();
    if (cursor.accept("entity")) {
      entityTypes(annotations, namespace);
    } else if (cursor.accept("action")) {
      actions(annotations, namespace);
    } else if (cursor.accept("type")) {
      commonType(annotations, namespace);
    } else {
      String help =
          keyword.kind() == TokenKind.IDENTIFIER
              ? Suggestions.didYouMean(keyword.text(), KEYWORDS, "")
              : "";
      throw cursor.unexpected("`entity`, `action` or `type`", help);
    }
  }

  private void end() throws Unexpected {
    if (cursor.accept(TokenKind.SEMICOLON)) {
      return;
    }
    if (!words.atDeclaration() && !cursor.at(TokenKind.RIGHT_BRACE) && !cursor.at(TokenKind.END)) {
      throw cursor.unexpected("`;`", "");
    }
    Span span = cursor.previous().span();
    String message = "there is no `;` behind this declaration";
    cursor.report("missing-semicolon", span, message, "end every declaration with `;`");
  }

  private void commonType(List<Annotation> annotations, NamespaceBuilder namespace)
      throws Unexpected {
    Word name = words.identifier("the name of a type", "a type is written `type Name = …;`");
    cursor.expect(TokenKind.ASSIGN, "a type is written `type Name = …;`");
    TypeExpression type = types.type();
    end();
    namespace.add(new CommonTypeDeclaration(name.text(), annotations, type, name.span()));
  }

  private void entityTypes(List<Annotation> annotations, NamespaceBuilder namespace)
      throws Unexpected {
    String help = "an entity type is written `entity Name { … };`";
    List<Word> names = words.sequence(() -> words.identifier("the name of an entity type", help));
    if (cursor.accept("enum")) {
      List<String> ids = enumeratedIds();
      end();
      names.forEach(name ->
          namespace.add(
              new EntityTypeDeclaration.Enumerated(name.text(), annotations, ids, name.span())));
      return;
    }
    List<TypeName> parents =
        cursor.accept("in") ? words.listOrOne(() -> words.path("")) : List.of();
    TypeExpression shape = shape();
    TypeExpression tags = cursor.accept("tags") ? types.type() : null;
    end();
    names.forEach(name ->
        namespace.add(
            new EntityTypeDeclaration.Standard(
                name.text(), annotations, parents, shape, tags, name.span())));
  }

  private List<String> enumeratedIds() throws Unexpected {
    Token open = cursor.peek();
    List<Word> ids = words.list(() -> words.string("an id"));
    if (ids.isEmpty()) {
      Span span = open.span().to(cursor.previous().span());
      throw cursor.refuse("empty-list", span, "no id is listed", "list one id or more");
    }
    return ids.stream().map(Word::text).collect(Collectors.toUnmodifiableList());
  }

  private TypeExpression shape() throws Unexpected {
    if (cursor.accept(TokenKind.ASSIGN) || cursor.at(TokenKind.LEFT_BRACE)) {
      return types.record();
    }
    return TypeExpression.RecordOf.EMPTY;
  }

  private void actions(List<Annotation> annotations, NamespaceBuilder namespace) throws Unexpected {
    String help = "an action is written `action name appliesTo { … };`";
    List<Word> names = words.sequence(() -> words.key("the name of an action", help));
    List<ActionReference> parents = cursor.accept("in") ? groups() : List.of();
    AppliesTo appliesTo = appliesTo();
    if (cursor.accept("attributes")) {
      cursor.expect(TokenKind.LEFT_BRACE, "");
      cursor.expect(TokenKind.RIGHT_BRACE, "actions have no attributes");
    }
    end();
    names.forEach(name ->
        namespace.add(
            new ActionDeclaration(name.text(), annotations, parents, appliesTo, name.span())));
  }

  private List<ActionReference> groups() throws Unexpected {
    Token open = cursor.peek();
    List<ActionReference> groups = words.listOrOne(this::reference);
    if (groups.isEmpty()) {
      Span span = open.span().to(cursor.previous().span());
      cursor.report("empty-list", span, "no group is listed", "leave out `in []`");
    }
    return groups;
  }

  private @Nullable AppliesTo appliesTo() throws Unexpected {
    Token keyword = cursor.peek();
    return cursor.accept("appliesTo")
        ? new AppliesToParser(cursor, words, types, keyword).appliesTo()
        : null;
  }

  /// `name`, `"name"` or `Space::Action::"name"`.
  private ActionReference reference() throws Unexpected {
    int from = cursor.index();
    if (cursor.at(TokenKind.STRING) || cursor.peek(1).kind() != TokenKind.DOUBLE_COLON) {
      Word name = words.key("an action", "an action is written `name` or `Action::\"name\"`");
      return new ActionReference(null, name.text(), name.span());
    }
    TypeName type = words.path("");
    cursor.expect(TokenKind.DOUBLE_COLON, "an action is written `" + type + "::\"name\"`");
    String id = StringLiterals.unescape(cursor.expect(TokenKind.STRING, ""), cursor.reports());
    return new ActionReference(type, id, cursor.since(from));
  }
}
