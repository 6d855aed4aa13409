package dev.remit.pdp.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values that stand in a text, as regular expressions find them: what [Atoms] was before, kept
/// to judge it by.
final class PatternAtoms {
  private static final int ID_LENGTH_MIN = 8;

  private static final String URL_PART = "[^\\s<>\"'`\\])},]";

  private static final Map<AtomKind, Pattern> PATTERNS = new EnumMap<>(AtomKind.class);

  static {
    PATTERNS.put(
        AtomKind.URL,
        Pattern.compile(
            "(?:https?://|www\\.)"
                + URL_PART
                + "{1,2000}+(?!"
                + URL_PART
                + ")|(?<![@\\w.-])(?:[a-z0-9-]{1,63}+\\.){1,10}"
                + "(?:com|org|net|edu|gov|io|co|ai|dev|app|info|biz|uk|de)"
                + "(?:/"
                + URL_PART
                + "{0,2000}+)?(?![\\w@])",
            Pattern.CASE_INSENSITIVE));
    PATTERNS.put(
        AtomKind.EMAIL,
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_.+-])[\\p{L}\\p{N}_.+-]{1,64}+@[\\p{L}\\p{N}_-]{1,63}+"
                + "(?:\\.[\\p{L}\\p{N}_-]{1,63}+){1,10}"));
    PATTERNS.put(AtomKind.DATE, Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b"));
    PATTERNS.put(AtomKind.TIME, Pattern.compile("\\b\\d{1,2}:\\d{2}\\b"));
    PATTERNS.put(
        AtomKind.PATH,
        Pattern.compile(
            "(?<![\\w<:/.])/[\\w.\\-]++(?:/[\\w.\\-]++){0,40}/?|(?<![\\w-])[\\w\\-]{1,200}+\\."
                + "(?:pdf|txt|docx?|xlsx?|csv|md|png|jpe?g|json|ya?ml|py|html?|zip)\\b",
            Pattern.CASE_INSENSITIVE));
    PATTERNS.put(
        AtomKind.ACCOUNT, Pattern.compile("\\b[A-Z]{2}\\d{2}[A-Z0-9]{6,30}+\\b|\\b\\d{8,34}+\\b"));
    PATTERNS.put(
        AtomKind.ID, Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{8,128}+(?![A-Za-z0-9_-])"));
    PATTERNS.put(
        AtomKind.NUMBER,
        Pattern.compile(
            "(?<![\\w.])[-+]?[$€£]?(?:\\d{1,3}(?:,\\d{3}){1,10}|\\d{1,34}+)(?!\\d)(?:\\.\\d{1,20}+)?"));
  }

  private final String text;
  private final List<Atom> found = new ArrayList<>();
  private final BitSet taken = new BitSet();

  private PatternAtoms(String text) {
    this.text = text;
  }

  /// In the order of the kinds, then of the text.
  static List<Atom> of(String text) {
    PatternAtoms atoms = new PatternAtoms(text);
    for (AtomKind kind : AtomKind.values()) {
      atoms.find(kind);
    }
    return atoms.found;
  }

  private void find(AtomKind kind) {
    Matcher matcher = Objects.requireNonNull(PATTERNS.get(kind)).matcher(text);
    while (matcher.find()) {
      int start = matcher.start();
      int end = matcher.end();
      if (kind == AtomKind.ID) {
        while (start < end && text.charAt(start) == '-') {
          start++;
        }
        while (end > start && text.charAt(end - 1) == '-') {
          end--;
        }
        if (!isId(start, end)) {
          continue;
        }
      }
      int next = taken.nextSetBit(start);
      if (next < 0 || next >= end) {
        taken.set(start, end);
        found.add(Atom.of(kind, text.substring(start, end), start));
      }
    }
  }

  /// Long enough, with a letter and a digit.
  private boolean isId(int start, int end) {
    boolean letter = false;
    boolean digit = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      letter |= Character.isLetter(c);
      digit |= Character.isDigit(c);
    }
    return letter && digit && end - start >= ID_LENGTH_MIN;
  }
}
