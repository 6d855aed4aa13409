package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.EntityUid;

/// Reads what the elements of a head are compared with: an entity or a slot, in parentheses or not.
final class ScopeEntityParser {
  private static final ScopeEntity PLACEHOLDER = new ScopeEntity.Entity(EntityUid.of("Action", ""));

  private final Cursor cursor;
  private final NameParser names;

  ScopeEntityParser(Cursor cursor, NameParser names) {
    this.cursor = cursor;
    this.names = names;
  }

  /// An entity, or the slot of this element.
  ScopeEntity entity(Slot slot) throws Unexpected {
    int opened = open();
    ScopeEntity entity = bareEntity(slot);
    close(opened);
    return entity;
  }

  /// An entity whose type is `Action`, in any namespace.
  EntityUid action() throws Unexpected {
    int opened = open();
    EntityUid action = bareAction();
    close(opened);
    return action;
  }

  private EntityUid bareAction() throws Unexpected {
    int from = cursor.index();
    if (cursor.at(TokenKind.SLOT)) {
      Span span = cursor.next().span();
      cursor.report("slot-in-action", span, "an action cannot be a slot", "name the action");
      return EntityUid.of("Action", "");
    }
    ScopeEntity entity = uid("Action::\"view\"");
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) when uid.type().isAction() -> uid;
      case ScopeEntity.Entity(EntityUid uid) -> notAnAction(uid, cursor.since(from));
      case ScopeEntity.Open(_) -> throw new IllegalStateException("a slot without its element");
    };
  }

  private EntityUid notAnAction(EntityUid uid, Span span) {
    cursor.report(
        "not-an-action",
        span,
        "`" + uid.type() + "` is no type of actions",
        "its last part must be `Action`, as in `Action::\"view\"`");
    return EntityUid.of("Action", "");
  }

  private ScopeEntity bareEntity(Slot slot) throws Unexpected {
    Token token = cursor.peek();
    if (token.kind() != TokenKind.SLOT) {
      return uid("User::\"alice\"");
    }
    cursor.next();
    if (!token.text().equals(slot.text())) {
      cursor.report(
          "wrong-slot",
          token.span(),
          "`" + token.text() + "` cannot stand here",
          "the slot of this place is `" + slot.text() + "`");
    }
    return new ScopeEntity.Open(slot);
  }

  private ScopeEntity uid(String example) throws Unexpected {
    String help = "an entity is written `" + example + "`";
    Token token = cursor.peek();
    return switch (token.kind()) {
      case STRING, NUMBER -> {
        cursor.next();
        cursor.report("not-an-entity", token.span(), "a literal is no entity", help);
        yield PLACEHOLDER;
      }
      case IDENTIFIER -> named(names.path(), help);
      case LEFT_BRACKET -> throw cursor.unexpected("one entity", "lists are for `action in` only");
      default -> throw cursor.unexpected("an entity", help);
    };
  }

  private ScopeEntity named(NameParser.Path path, String help) {
    if (path.isEntity()) {
      return new ScopeEntity.Entity(names.entity(path));
    }
    cursor.report(
        "not-an-entity",
        path.span(),
        "`" + path.name() + "` is no entity",
        help + ", a type is tested with `is`");
    return PLACEHOLDER;
  }

  private int open() throws Unexpected {
    int opened = 0;
    while (cursor.accept(TokenKind.LEFT_PARENTHESIS)) {
      opened++;
      if (opened > Limits.EXPRESSION_DEPTH_MAX) {
        cursor.report(
            "too-deep", cursor.previous().span(), "too many parentheses", "leave them out");
        throw new Unexpected();
      }
    }
    return opened;
  }

  private void close(int opened) throws Unexpected {
    for (int i = 0; i < opened; i++) {
      cursor.expect(TokenKind.RIGHT_PARENTHESIS, "");
    }
  }
}
