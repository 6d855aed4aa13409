package dev.remit.pdp.flow;

import java.math.BigDecimal;
import java.util.Locale;

/// A value that stands in a text from `start` to before `end`, in the one form that all ways to
/// write it have.
///
/// What has one form denotes one thing: letter case of e-mail addresses, hosts and accounts,
/// scheme, `www.` and last `/` of an address, thousands separators, a currency sign and trailing
/// zeros of a number, a trailing `/` or `.` of a path. Case of paths and ids is theirs.
record Atom(AtomKind kind, String text, int start, int end) {
  private static final int DIGITS_MAX = 60;

  /// Digits of a number that is in its one form as it is written, if it does not begin with 0.
  private static final int PLAIN_MAX = 18;

  static Atom of(AtomKind kind, String written, int start) {
    return new Atom(kind, canonical(kind, written), start, start + written.length());
  }

  static String canonical(AtomKind kind, String written) {
    return switch (kind) {
      case URL -> url(written);
      case EMAIL -> withoutEnd(written, ".").toLowerCase(Locale.ROOT);
      case PATH -> withoutEnd(withoutEnd(written, ".,;"), "/");
      case ACCOUNT -> written.toUpperCase(Locale.ROOT);
      case NUMBER -> number(written);
      case DATE, TIME, ID -> written;
    };
  }

  private static String url(String written) {
    String bare = withoutEnd(withoutScheme(written), ".,;:!?)");
    String whole = withoutEnd(bare, "/");
    String url = new TextScan(whole).hasForm(0, "www.") ? whole.substring("www.".length()) : whole;
    int slash = url.indexOf('/');
    return slash < 0
        ? url.toLowerCase(Locale.ROOT)
        : url.substring(0, slash).toLowerCase(Locale.ROOT) + url.substring(slash);
  }

  private static String withoutScheme(String written) {
    TextScan scan = new TextScan(written);
    int end = scan.runEnd(0, TextScan.LETTER);
    return end > 0 && scan.hasForm(end, "://") ? written.substring(end + "://".length()) : written;
  }

  /// Exact: no two numbers have one form.
  static String number(String written) {
    return isPlain(written) ? written : parsed(written);
  }

  private static boolean isPlain(String written) {
    TextScan scan = new TextScan(written);
    return written.length() <= PLAIN_MAX
        && scan.is(0, TextScan.DIGIT)
        && !scan.has(0, '0')
        && scan.runEnd(0, TextScan.DIGIT) == written.length();
  }

  private static String parsed(String written) {
    StringBuilder digits = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != ',' && c != '+' && c != '$' && c != '€' && c != '£') {
        digits.append(c);
      }
    }
    if (digits.length() > DIGITS_MAX) {
      return written;
    }
    try {
      BigDecimal number = new BigDecimal(digits.toString());
      if (Math.abs((long) number.scale()) > DIGITS_MAX) {
        return written;
      }
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return written;
    }
  }

  private static String withoutEnd(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /// Of an address, without what is behind it; of an e-mail address, its domain.
  String host() {
    if (kind == AtomKind.EMAIL) {
      return text.substring(text.indexOf('@') + 1);
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
      end++;
    }
    return text.substring(0, end);
  }
}
