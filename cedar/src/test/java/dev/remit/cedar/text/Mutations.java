package dev.remit.cedar.text;

import java.util.List;
import java.util.random.RandomGenerator;

/// Damages texts: flips characters, drops, doubles, moves and splices parts of them, and puts in
/// what parsers stumble over.
final class Mutations {
  private static final List<String> SNIPPETS =
      List.of(
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          "//",
          "/*",
          "\r",
          "\r\n",
          "\n",
          "'",
          ";",
          ",",
          "::",
          "==",
          "=",
          "!",
          "!!!!!",
          "-",
          "-----",
          "&&",
          "&",
          "||",
          "|",
          ".",
          "?",
          "?principal",
          "?x",
          "@",
          "@id(\"a\")",
          "if",
          "then",
          "else",
          "in",
          "is",
          "has",
          "like",
          "true",
          "__cedar",
          "principal",
          "permit(principal, action, resource);",
          "when {",
          "unless{}",
          "9223372036854775808",
          "-9223372036854775808",
          "\\u{110000}",
          "\\u{1_F600}",
          "\\x80",
          "\\*",
          "*",
          "\u0000",
          "\u00a0",
          "\ud83d",
          "\ud83d\ude00",
          "\u2028",
          "ip(\"1\")",
          "decimal()",
          ".contains(",
          "A::B::\"c\"",
          "{a: 1, \"b\": 2}",
          "[1, 2, ]",
          "(".repeat(70),
          "[".repeat(70),
          "if ".repeat(70),
          "!".repeat(70),
          " + 1".repeat(70),
          ".a".repeat(70));

  private final RandomGenerator random;
  private final List<String> corpus;

  Mutations(RandomGenerator random, List<String> corpus) {
    this.random = random;
    this.corpus = corpus;
  }

  /// A text of the corpus with one to four mutations.
  String next() {
    String text = any(corpus);
    int count = random.nextInt(1, 5);
    for (int i = 0; i < count; i++) {
      text = mutate(text);
    }
    return text;
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private String mutate(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(1, 1 << random.nextInt(1, 8)));
    String before = text.substring(0, from);
    String part = text.substring(from, to);
    String after = text.substring(to);
    return switch (random.nextInt(6)) {
      case 0 -> before + (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000) + after;
      case 1 -> before + after;
      case 2 -> before + part + part + after;
      case 3 -> before + any(SNIPPETS) + part + after;
      case 4 -> before + any(SNIPPETS) + after;
      default -> before + after(any(corpus)) + after;
    };
  }

  /// The rest of a text from somewhere on, not too long.
  private String after(String text) {
    int from = random.nextInt(text.length());
    return text.substring(from, Math.min(text.length(), from + random.nextInt(1, 400)));
  }
}
