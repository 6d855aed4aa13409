package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import java.util.List;

/// What the lexer makes of a text.
final class Tokens {
  private Tokens() {}

  static List<String> comments(String text) {
    Source source = new Source("text", text);
    return lex(source).comments().stream().map(source::text).toList();
  }

  static List<TokenKind> kinds(String text) {
    return lex(new Source("text", text)).tokens().stream().map(Token::kind).toList();
  }

  private static Lexer.Lexed lex(Source source) {
    return Lexer.lex(new Reports("text", new Diagnostics(source, 10)));
  }
}
