package dev.remit.cedar.explain;

import dev.remit.cedar.value.Escapes;

/// Text that is safe to show: names come from policies and requests, and may hold what would move a
/// terminal's cursor or forge a line.
final class Printable {
  private Printable() {}

  /// `text` with control and other invisible characters written as escapes.
  static String line(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(codePoint -> {
          if (codePoint == '"' || codePoint == '\\') {
            out.appendCodePoint(codePoint);
          } else {
            Escapes.appendEscaped(out, codePoint);
          }
        });
    return out.toString();
  }
}
