package dev.remit.cedar.text;

import dev.remit.cedar.policy.Expr;
import java.util.ArrayList;
import java.util.List;

/// Reads expressions by recursive descent: `if`, `||` and `&&` here, comparisons by
/// [RelationParser], arithmetic by [ArithmeticParser] and what binds tighter by [MemberParser].
/// Only brackets and `if` recurse, and how deep is bounded.
///
/// A mistake in what an expression says is reported and reading goes on; a mistake in how it is
/// built ends it.
final class ExpressionParser {
  private final Cursor cursor;
  private final Bounds bounds;
  private final RelationParser relations;

  ExpressionParser(Cursor cursor, Bounds bounds) {
    this.cursor = cursor;
    this.bounds = bounds;
    MemberParser members = new MemberParser(cursor, bounds, this);
    this.relations = new RelationParser(cursor, bounds, new ArithmeticParser(cursor, members));
  }

  /// A whole expression, no deeper than the limit.
  Expr expression() throws Unexpected {
    bounds.restart();
    Expr expression = nested();
    bounds.check(expression);
    return expression;
  }

  /// An expression within brackets or an `if`.
  Expr nested() throws Unexpected {
    bounds.enter();
    Expr expression = cursor.at("if") ? conditional() : disjunction();
    bounds.leave();
    return expression;
  }

  private Expr conditional() throws Unexpected {
    int from = cursor.index();
    cursor.next();
    Expr condition = nested();
    cursor.expect("then", "a conditional is written `if … then … else …`");
    Expr then = nested();
    cursor.expect("else", "a conditional is written `if … then … else …`");
    Expr otherwise = nested();
    return new Expr.If(condition, then, otherwise, cursor.since(from));
  }

  /// Chains of `&&` within a chain of `||`, read by one method so that every level of brackets
  /// needs less stack.
  private Expr disjunction() throws Unexpected {
    int from = cursor.index();
    Expr first = relations.relation();
    if (!cursor.at(TokenKind.AND) && !cursor.at(TokenKind.OR)) {
      return first;
    }
    List<Expr> alternatives = new ArrayList<>();
    List<Expr> operands = new ArrayList<>(List.of(first));
    int operandsFrom = from;
    while (cursor.at(TokenKind.AND) || cursor.at(TokenKind.OR)) {
      if (cursor.accept(TokenKind.AND)) {
        bounds.requireRoom(operands.size(), "operands of one `&&`");
      } else {
        alternatives.add(conjunction(operands, operandsFrom));
        bounds.requireRoom(alternatives.size(), "operands of one `||`");
        cursor.next();
        operands = new ArrayList<>();
        operandsFrom = cursor.index();
      }
      operands.add(relations.relation());
    }
    Expr last = conjunction(operands, operandsFrom);
    if (alternatives.isEmpty()) {
      return last;
    }
    alternatives.add(last);
    return new Expr.Or(alternatives, cursor.since(from));
  }

  private Expr conjunction(List<Expr> operands, int from) {
    return operands.size() == 1 ? operands.getFirst() : new Expr.And(operands, cursor.since(from));
  }
}
