package dev.remit.cedar.text;

import java.util.ArrayList;
import java.util.List;

/// Lays the tokens of expressions out, which are known to parse. Lines end behind `||` and `&&`, in
/// front of `then` and `else`, and within brackets.
///
/// Recurses as deep as brackets are nested, which the parser has bounded.
final class ExpressionLayout {
  private static final Doc SPACE = new Doc.Glue(" ");
  private static final Doc SPACE_OR_LINE = new Doc.Line(" ");
  private static final Doc NOTHING_OR_LINE = new Doc.Line("");

  private final Pieces pieces;

  ExpressionLayout(Pieces pieces) {
    this.pieces = pieces;
  }

  Doc expression() {
    return pieces.at("if") ? conditional() : chain(TokenKind.OR);
  }

  private Doc conditional() {
    List<Doc> parts = new ArrayList<>();
    branch(parts);
    parts.add(SPACE_OR_LINE);
    branch(parts);
    parts.add(SPACE_OR_LINE);
    branch(parts);
    return Doc.Sequence.group(parts);
  }

  /// `if`, `then` or `else` and the expression behind it. What follows `else if` is not indented
  /// any further.
  private void branch(List<Doc> parts) {
    boolean isElse = pieces.at("else");
    parts.add(pieces.word());
    parts.add(SPACE);
    boolean goesOn = isElse && pieces.at("if");
    parts.add(goesOn ? conditional() : new Doc.Indented(expression()));
  }

  private Doc chain(TokenKind operator) {
    List<Doc> parts = new ArrayList<>();
    parts.add(operand(operator));
    while (pieces.at(operator)) {
      parts.add(SPACE);
      parts.add(pieces.word());
      parts.add(SPACE_OR_LINE);
      parts.add(operand(operator));
    }
    return parts.size() == 1 ? parts.getFirst() : Doc.Sequence.group(parts);
  }

  private Doc operand(TokenKind operator) {
    return operator == TokenKind.OR ? chain(TokenKind.AND) : comparison();
  }

  /// What stands between `&&`, `||`, commas and closing brackets.
  Doc comparison() {
    List<Doc> parts = new ArrayList<>();
    Spacing spacing = new Spacing();
    while (!atEnd()) {
      if (spacing.before(pieces.peek())) {
        parts.add(SPACE);
      }
      if (atBracket()) {
        parts.add(brackets());
        spacing.afterBracket();
      } else {
        parts.add(pieces.word());
      }
    }
    return Doc.Sequence.of(parts);
  }

  private boolean atEnd() {
    return switch (pieces.peek().kind()) {
      case OR, AND, COMMA, COLON, SEMICOLON, END -> true;
      case RIGHT_PARENTHESIS, RIGHT_BRACKET, RIGHT_BRACE -> true;
      default -> pieces.at("then") || pieces.at("else");
    };
  }

  private boolean atBracket() {
    return switch (pieces.peek().kind()) {
      case LEFT_PARENTHESIS, LEFT_BRACKET, LEFT_BRACE -> true;
      default -> false;
    };
  }

  /// Brackets of any kind with what they hold, on one line or with each element on its own.
  Doc brackets() {
    List<Doc> parts = new ArrayList<>();
    parts.add(pieces.word());
    if (!atClosing()) {
      parts.add(new Doc.Indented(elements()));
    }
    parts.add(NOTHING_OR_LINE);
    parts.add(pieces.word());
    return Doc.Sequence.group(parts);
  }

  private boolean atClosing() {
    return switch (pieces.peek().kind()) {
      case RIGHT_PARENTHESIS, RIGHT_BRACKET, RIGHT_BRACE -> true;
      default -> false;
    };
  }

  private Doc elements() {
    List<Doc> parts = new ArrayList<>();
    parts.add(NOTHING_OR_LINE);
    while (true) {
      parts.add(element());
      if (!pieces.at(TokenKind.COMMA)) {
        return Doc.Sequence.of(parts);
      }
      parts.add(pieces.word());
      if (atClosing()) {
        return Doc.Sequence.of(parts);
      }
      parts.add(SPACE_OR_LINE);
    }
  }

  /// An expression, or the name and the value of a field.
  private Doc element() {
    Doc first = expression();
    if (!pieces.at(TokenKind.COLON)) {
      return first;
    }
    return Doc.Sequence.of(List.of(first, pieces.word(), SPACE, expression()));
  }
}
