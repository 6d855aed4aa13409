package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Reads the head of a policy: `(principal …, action …, resource …)`.
final class ScopeParser {
  private static final String SHAPE = "a head is `(principal, action, resource)`";

  private final Cursor cursor;
  private final Bounds bounds;
  private final NameParser names;
  private final ScopeEntityParser entities;

  ScopeParser(Cursor cursor, Bounds bounds) {
    this.cursor = cursor;
    this.bounds = bounds;
    this.names = new NameParser(cursor);
    this.entities = new ScopeEntityParser(cursor, names);
  }

  /// The three parts of a head.
  record Head(Scope principal, ActionScope action, Scope resource) {}

  Head head() throws Unexpected {
    cursor.expect(TokenKind.LEFT_PARENTHESIS, SHAPE);
    Scope principal = new Scope.Any();
    ActionScope action = new ActionScope.Any();
    Scope resource = new Scope.Any();
    if (element("principal")) {
      principal = scope(Slot.PRINCIPAL);
      separate();
    }
    if (element("action")) {
      action = action();
      separate();
    }
    if (element("resource")) {
      resource = scope(Slot.RESOURCE);
      separate();
    }
    if (!cursor.at(TokenKind.RIGHT_PARENTHESIS)) {
      throw cursor.unexpected("the end of the head", SHAPE + "; conditions follow in `when { … }`");
    }
    cursor.next();
    return new Head(principal, action, resource);
  }

  /// Passes the variable an element begins with; false if the head ends before it.
  private boolean element(String variable) throws Unexpected {
    Token token = cursor.peek();
    if (token.kind() == TokenKind.RIGHT_PARENTHESIS) {
      cursor.report("missing-scope", token.span(), "`" + variable + "` is missing", SHAPE);
      return false;
    }
    if (token.kind() != TokenKind.IDENTIFIER) {
      throw cursor.unexpected("`" + variable + "`", SHAPE);
    }
    if (!token.is(variable)) {
      cursor.report(
          "wrong-scope",
          token.span(),
          "expected `" + variable + "`, found `" + token.text() + "`",
          Suggestions.didYouMean(token.text(), List.of(variable), SHAPE));
    }
    cursor.next();
    refuseOldTypeForm(token);
    return true;
  }

  private void refuseOldTypeForm(Token variable) throws Unexpected {
    if (!cursor.at(TokenKind.COLON)) {
      return;
    }
    int from = cursor.index();
    cursor.next();
    Name type = names.entityType("principal is User");
    cursor.report(
        "type-annotation",
        cursor.since(from),
        "a type behind `:` is no longer part of Cedar",
        "write `" + variable.text() + " is " + type + "`");
  }

  private void separate() throws Unexpected {
    if (!cursor.at(TokenKind.RIGHT_PARENTHESIS)) {
      cursor.expect(TokenKind.COMMA, "conditions belong behind the head, in `when { … }`");
    }
  }

  private Scope scope(Slot slot) throws Unexpected {
    int from = cursor.index();
    if (cursor.accept("is")) {
      return typed(slot, from);
    }
    return switch (relation()) {
      case NONE -> new Scope.Any();
      case EQUAL -> new Scope.Equal(entities.entity(slot));
      case IN -> {
        Scope.In in = new Scope.In(entities.entity(slot));
        refuseInverted();
        yield in;
      }
    };
  }

  private Scope typed(Slot slot, int from) throws Unexpected {
    Name type = names.entityType("principal is User");
    return switch (relation()) {
      case NONE -> new Scope.Is(type);
      case IN -> new Scope.IsIn(type, entities.entity(slot));
      case EQUAL -> {
        ScopeEntity entity = entities.entity(slot);
        cursor.report(
            "is-with-equal",
            cursor.since(from),
            "`is` cannot be combined with `==`",
            "`==` alone names the type too; a group is tested with `is … in …`");
        yield new Scope.IsIn(type, entity);
      }
    };
  }

  private void refuseInverted() throws Unexpected {
    if (cursor.at("is")) {
      Span span = cursor.next().span();
      cursor.report("inverted-is-in", span, "`is` stands behind `in`", "write `is Type in entity`");
      names.entityType("principal is User");
    }
  }

  private enum Relation {
    NONE,
    EQUAL,
    IN
  }

  /// Passes the operator of an element, if there is one.
  private Relation relation() {
    Token token = cursor.peek();
    switch (token.kind()) {
      case EQUAL -> {}
      case ASSIGN -> RelationParser.reportAssign(cursor, token);
      case NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          cursor.report(
              "scope-operator",
              token.span(),
              "only `==`, `in` and `is` can stand in a head",
              "other tests belong in `when { … }`");
      default -> {
        return cursor.accept("in") ? Relation.IN : Relation.NONE;
      }
    }
    cursor.next();
    return Relation.EQUAL;
  }

  private ActionScope action() throws Unexpected {
    if (cursor.at("is")) {
      Span span = cursor.next().span();
      cursor.report("is-in-action", span, "`is` cannot test the action", "use `==` or `in`");
      names.entityType("principal is User");
    }
    return switch (relation()) {
      case NONE -> new ActionScope.Any();
      case EQUAL -> new ActionScope.Equal(entities.action());
      case IN -> {
        ActionScope in = actions();
        refuseInverted();
        yield in;
      }
    };
  }

  private ActionScope actions() throws Unexpected {
    int opened = 0;
    while (cursor.at(TokenKind.LEFT_PARENTHESIS) && leadsToList()) {
      cursor.next();
      opened++;
    }
    if (!cursor.accept(TokenKind.LEFT_BRACKET)) {
      return new ActionScope.In(entities.action());
    }
    List<EntityUid> actions = new ArrayList<>();
    while (!cursor.accept(TokenKind.RIGHT_BRACKET)) {
      bounds.requireRoom(actions.size(), "actions of one head");
      actions.add(entities.action());
      if (!cursor.at(TokenKind.RIGHT_BRACKET)) {
        cursor.expect(TokenKind.COMMA, "close the list with `]`");
      }
    }
    for (int i = 0; i < opened; i++) {
      cursor.expect(TokenKind.RIGHT_PARENTHESIS, "");
    }
    return new ActionScope.InAny(actions);
  }

  /// Whether only parentheses, as many as may be nested, stand before a `[`.
  private boolean leadsToList() {
    for (int i = 1; i <= Limits.EXPRESSION_DEPTH_MAX; i++) {
      switch (cursor.peek(i).kind()) {
        case LEFT_PARENTHESIS -> {}
        case LEFT_BRACKET -> {
          return true;
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }
}
