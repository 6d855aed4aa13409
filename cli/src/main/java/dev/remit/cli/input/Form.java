package dev.remit.cli.input;

import dev.remit.cedar.diagnostic.Source;

/// In which of Cedar's two forms a text is written.
public enum Form {
  CEDAR,
  JSON;

  /// No Cedar text begins with a brace or bracket, and every JSON form does.
  public static Form of(Source source) {
    String text = source.text();
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[') ? JSON : CEDAR;
  }
}
