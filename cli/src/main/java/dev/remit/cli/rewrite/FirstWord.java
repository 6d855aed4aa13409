package dev.remit.cli.rewrite;

/// Finds the word that opens the first declaration of a Cedar text, past comments and annotations.
final class FirstWord {
  private final String text;
  private int at;

  private FirstWord(String text) {
    this.text = text;
  }

  /// Empty where no word opens one.
  static String of(String text) {
    return new FirstWord(text).find();
  }

  private String find() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '(' || c == ')') {
        at++;
      } else if (text.startsWith("//", at)) {
        at = after('\n');
      } else if (c == '@') {
        at++;
        word();
      } else if (c == '"') {
        string();
      } else {
        return word();
      }
    }
    return "";
  }

  private String word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void string() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private int after(char c) {
    int found = text.indexOf(c, at);
    return found < 0 ? text.length() : found + 1;
  }
}
