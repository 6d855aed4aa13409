package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;

/// Begins the reading of a policy text.
final class Parsing {
  private static final String AREA = "policy";

  private Parsing() {}

  /// The start of the tokens of `source`; throws if it is too long for that.
  static Cursor begin(Source source) throws SyntaxException {
    Reports reports = new Reports(AREA, new Diagnostics(source, Limits.DIAGNOSTICS_MAX));
    if (source.text().length() > Limits.SOURCE_LENGTH_MAX) {
      String message = "this text is longer than " + Limits.SOURCE_LENGTH_MAX + " characters";
      reports.add("too-long", Span.of(0, 0), message, "split it");
      reports.diagnostics().refuseIfAny();
    }
    return new Cursor(Lexer.lex(reports).tokens(), reports);
  }
}
