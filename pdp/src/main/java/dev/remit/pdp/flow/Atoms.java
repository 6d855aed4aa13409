package dev.remit.pdp.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds the values that stand in a text: addresses, accounts, ids, paths, dates, numbers.
///
/// Each kind is looked for from left to right by [AtomForms], behind the last value of it that was
/// found. Costs time in proportion to the text.
final class Atoms {
  private static final int ID_LENGTH_MIN = 8;
  private static final int DATE_DIGITS = 8;

  private final String text;
  private final TextScan scan;
  private final AtomForms forms;
  private final List<Atom> found = new ArrayList<>();
  private final BitSet taken = new BitSet();

  private Atoms(String text) {
    this.text = text;
    this.scan = new TextScan(text);
    this.forms = new AtomForms(scan);
  }

  /// In the order of the kinds, then of the text.
  static List<Atom> of(String text) {
    Atoms atoms = new Atoms(text);
    Signs signs = Signs.of(text);
    for (AtomKind kind : AtomKind.values()) {
      if (signs.mayHave(kind)) {
        atoms.find(kind);
      }
    }
    return atoms.found;
  }

  private void find(AtomKind kind) {
    // Only a link begins within a word.
    int starts = kind == AtomKind.URL ? TextScan.START | TextScan.LINK : TextScan.START;
    int at = scan.find(0, starts);
    while (at < text.length()) {
      int end = forms.end(kind, at);
      if (end != AtomForms.NONE) {
        take(kind, at, end);
      }
      at = scan.find(Math.max(end, at + 1), starts);
    }
  }

  private void take(AtomKind kind, int from, int to) {
    int start = from;
    int end = to;
    if (kind == AtomKind.ID) {
      while (start < end && text.charAt(start) == '-') {
        start++;
      }
      while (end > start && text.charAt(end - 1) == '-') {
        end--;
      }
      if (!isId(start, end)) {
        return;
      }
    }
    int next = taken.nextSetBit(start);
    if (next < 0 || next >= end) {
      taken.set(start, end);
      found.add(Atom.of(kind, text.substring(start, end), start));
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

  /// What characters a text has, which says cheaply what it cannot hold.
  private record Signs(boolean dot, boolean at, boolean slash, boolean colon, int digits) {
    static Signs of(String text) {
      boolean dot = false;
      boolean at = false;
      boolean slash = false;
      boolean colon = false;
      int digits = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '.' -> dot = true;
          case '@' -> at = true;
          case '/' -> slash = true;
          case ':' -> colon = true;
          default -> digits += c >= '0' && c <= '9' ? 1 : 0;
        }
      }
      return new Signs(dot, at, slash, colon, digits);
    }

    boolean mayHave(AtomKind kind) {
      return switch (kind) {
        case URL -> dot || (colon && slash);
        case EMAIL -> at;
        case DATE -> digits >= DATE_DIGITS;
        case TIME -> colon && digits > 0;
        case PATH -> slash || dot;
        case ACCOUNT, ID, NUMBER -> digits > 0;
      };
    }
  }
}
