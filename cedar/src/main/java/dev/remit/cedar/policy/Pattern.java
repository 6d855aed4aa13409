package dev.remit.cedar.policy;

import dev.remit.cedar.value.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The right side of `like`: literal text with wildcards, each of which matches any run of
/// characters, newlines too.
///
/// `literals` holds the text before, between and after the wildcards, so a pattern of `n` wildcards
/// has `n + 1` literals, of which any may be empty.
public record Pattern(List<String> literals) {
  public Pattern {
    literals = List.copyOf(literals);
    if (literals.isEmpty()) {
      throw new IllegalArgumentException("a pattern has at least one literal");
    }
  }

  /// Whether the whole of `text` fits. `O(text * literals)` at worst, without recursion: each
  /// literal is taken at its first occurrence after the one before, the last at the end.
  public boolean matches(String text) {
    Objects.requireNonNull(text, "text");
    String first = literals.getFirst();
    if (literals.size() == 1) {
      return text.equals(first);
    }
    if (!text.startsWith(first)) {
      return false;
    }
    int at = first.length();
    for (int i = 1; i < literals.size() - 1; i++) {
      int found = text.indexOf(literals.get(i), at);
      if (found < 0) {
        return false;
      }
      at = found + literals.get(i).length();
    }
    String last = literals.getLast();
    return text.length() - last.length() >= at && text.endsWith(last);
  }

  /// As Cedar text, in double quotes; a literal asterisk is `\*`.
  @Override
  public String toString() {
    List<String> escaped = new ArrayList<>();
    for (String literal : literals) {
      StringBuilder out = new StringBuilder();
      literal
          .codePoints()
          .forEach(codePoint -> {
            if (codePoint == '*') {
              out.append("\\*");
            } else {
              Escapes.appendEscaped(out, codePoint);
            }
          });
      escaped.add(out.toString());
    }
    return '"' + String.join("*", escaped) + '"';
  }
}
