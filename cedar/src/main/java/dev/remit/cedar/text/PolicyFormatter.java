package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import java.util.ArrayList;
import java.util.List;

/// Writes policies in one layout, whatever theirs was. Only white space changes, and a comment
/// moves at most past the comma or semicolon behind it; formatting twice is formatting once.
///
/// Lines are at most 80 characters long where they can be broken; an empty line stands between
/// policies, and where one stood in front of a comment it stays.
public final class PolicyFormatter {
  private static final Doc SPACE = new Doc.Glue(" ");
  private static final Doc SPACE_OR_LINE = new Doc.Line(" ");
  private static final Doc LINE_END = new Doc.LineEnd();

  private final Pieces pieces;
  private final ExpressionLayout expressions;

  private PolicyFormatter(Pieces pieces) {
    this.pieces = pieces;
    this.expressions = new ExpressionLayout(pieces);
  }

  /// Throws if the text does not parse. The result ends with a line end unless it is empty.
  public static String format(Source source) throws SyntaxException {
    PolicyParser.parse(source);
    Reports reports = new Reports("policy", new Diagnostics(source, Limits.DIAGNOSTICS_MAX));
    List<Piece> pieces = Comments.attach(source.text(), Lexer.lex(reports));
    PolicyFormatter formatter = new PolicyFormatter(new Pieces(pieces));
    DocPrinter printer = new DocPrinter();
    while (!formatter.pieces.at(TokenKind.END)) {
      printer.paragraph(formatter.policy());
    }
    printer.end(formatter.pieces.peek());
    return printer.text();
  }

  private Doc policy() {
    List<Doc> parts = new ArrayList<>();
    while (pieces.at(TokenKind.AT)) {
      annotation(parts);
      parts.add(LINE_END);
    }
    parts.add(pieces.word());
    parts.add(SPACE);
    parts.add(expressions.brackets());
    while (pieces.at(TokenKind.IDENTIFIER)) {
      parts.add(LINE_END);
      condition(parts);
    }
    parts.add(pieces.word());
    return Doc.Sequence.of(parts);
  }

  private void annotation(List<Doc> parts) {
    parts.add(pieces.word());
    parts.add(pieces.word());
    if (pieces.at(TokenKind.LEFT_PARENTHESIS)) {
      parts.add(pieces.word());
      parts.add(pieces.word());
      parts.add(pieces.word());
    }
  }

  private void condition(List<Doc> parts) {
    parts.add(pieces.word());
    parts.add(SPACE);
    Doc open = pieces.word();
    Doc body = new Doc.Indented(Doc.Sequence.of(List.of(SPACE_OR_LINE, expressions.expression())));
    parts.add(Doc.Sequence.group(List.of(open, body, SPACE_OR_LINE, pieces.word())));
  }
}
