package dev.remit.cli.terminal;

import java.util.Locale;

/// Numbers of things as people read them.
public final class Counted {
  private Counted() {}

  /// `1,234`.
  public static String of(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// `1 line`, `2 lines`.
  public static String of(long count, String one) {
    return of(count) + " " + one + (count == 1 ? "" : "s");
  }
}
