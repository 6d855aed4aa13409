package dev.remit.pdp.flow;

import java.util.Arrays;

/// A text and what stands at its places, by classes of characters. Places that are not in the text
/// have nothing.
///
/// Letters, digits and words are those of ASCII where nothing else is said. A mark that combines
/// with the letter or digit before it goes on with its word, as for `\b` of
/// [java.util.regex.Pattern].
final class TextScan {
  static final int DIGIT = 1;
  static final int UPPER = 1 << 1;
  static final int LOWER = 1 << 2;
  static final int UNDERSCORE = 1 << 3;
  static final int HYPHEN = 1 << 4;
  static final int PLUS = 1 << 5;
  static final int DOT = 1 << 6;
  static final int AT = 1 << 7;

  /// `/`, `:` and `<`.
  static final int LEAD = 1 << 8;

  /// White space, quotes, commas and what closes a bracket.
  static final int BREAK = 1 << 9;

  static final int SPACE = 1 << 10;

  /// `h` and `w`, in both cases.
  static final int LINK = 1 << 11;

  /// Anything but white space, with no letter or digit before it.
  static final int START = 1 << 12;

  static final int LETTER = UPPER | LOWER;
  static final int WORD = LETTER | DIGIT | UNDERSCORE;

  private static final int ASCII = 128;
  private static final int[] CLASSES = classes();

  private final String text;
  private final short[] classes;

  TextScan(String text) {
    this.text = text;
    this.classes = new short[text.length()];
    int before = 0;
    for (int i = 0; i < classes.length; i++) {
      char c = text.charAt(i);
      int its = c < ASCII ? CLASSES[c] : 0;
      boolean starts = (before & (LETTER | DIGIT)) == 0 && (its & SPACE) == 0;
      classes[i] = (short) (starts ? its | START : its);
      before = its;
    }
  }

  String text() {
    return text;
  }

  private static int[] classes() {
    int[] classes = new int[ASCII];
    Arrays.fill(classes, '0', '9' + 1, DIGIT);
    Arrays.fill(classes, 'A', 'Z' + 1, UPPER);
    Arrays.fill(classes, 'a', 'z' + 1, LOWER);
    mark(classes, "_", UNDERSCORE);
    mark(classes, "-", HYPHEN);
    mark(classes, "+", PLUS);
    mark(classes, ".", DOT);
    mark(classes, "@", AT);
    mark(classes, "/:<", LEAD);
    mark(classes, " \t\n\u000b\f\r", BREAK | SPACE);
    mark(classes, "<>\"'`])},", BREAK);
    mark(classes, "hHwW", LINK);
    return classes;
  }

  private static void mark(int[] classes, String characters, int as) {
    for (int i = 0; i < characters.length(); i++) {
      classes[characters.charAt(i)] |= as;
    }
  }

  int length() {
    return text.length();
  }

  boolean has(int at, char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /// Whether a character of one of the classes stands there.
  boolean is(int at, int any) {
    return at >= 0 && at < classes.length && (classes[at] & any) != 0;
  }

  /// Where a run of characters of the classes ends; at most `most` of them.
  int runEnd(int from, int any, int most) {
    int end = from;
    while (end - from < most && is(end, any)) {
      end++;
    }
    return end;
  }

  int runEnd(int from, int any) {
    return runEnd(from, any, text.length());
  }

  /// Where the first character of the classes stands, or the text ends.
  int find(int from, int any) {
    int at = from;
    while (at < text.length() && !is(at, any)) {
      at++;
    }
    return at;
  }

  /// As [#runEnd], with the letters and digits of all scripts too; at most `most` code points.
  int anyRunEnd(int from, int any, int most) {
    int end = from;
    for (int i = 0; i < most && end < text.length(); i++) {
      int c = text.codePointAt(end);
      if (!isAny(c, any)) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /// Whether such a character stands before a place. Half of a pair of surrogates is none.
  boolean isAnyBefore(int at, int any) {
    return at > 0 && isAny(text.charAt(at - 1), any);
  }

  private static boolean isAny(int c, int any) {
    if (c < ASCII) {
      return (CLASSES[c] & (any | LETTER | DIGIT)) != 0;
    }
    return Character.isLetter(c)
        || switch (Character.getType(c)) {
          case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
  }

  /// Whether `form` stands there: `0` in it is any digit, a letter is in lower case and either case
  /// of it, any other character is itself.
  boolean hasForm(int at, String form) {
    if (form.length() > text.length() - at) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char wanted = form.charAt(i);
      char c = text.charAt(at + i);
      boolean fits = wanted == '0' ? c >= '0' && c <= '9' : lower(c) == wanted;
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /// Whether the character before a place is of a word.
  boolean isWordBefore(int at) {
    if (at == 0 || text.charAt(at - 1) < ASCII) {
      return is(at - 1, WORD);
    }
    return isMarkOfWord(text.codePointBefore(at), at - 1);
  }

  /// Whether the character at a place is of a word.
  boolean isWordAt(int at) {
    if (at >= text.length() || text.charAt(at) < ASCII) {
      return is(at, WORD);
    }
    return isMarkOfWord(text.codePointAt(at), at);
  }

  /// `O(marks one after the other)`.
  private boolean isMarkOfWord(int c, int at) {
    if (!isMark(c)) {
      return false;
    }
    int base = at;
    while (base >= 0 && isMark(text.codePointAt(base))) {
      base--;
    }
    return base >= 0 && Character.isLetterOrDigit(text.codePointAt(base));
  }

  private static boolean isMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /// Whether there are more than `most` code points between two places. `O(most)`.
  boolean isLonger(int from, int end, int most) {
    return end - from > most && (end - from > 2 * most || text.codePointCount(from, end) > most);
  }

  /// The place so many code points further on; there must be as many. `O(count)`.
  int further(int from, int count) {
    return text.offsetByCodePoints(from, count);
  }
}
