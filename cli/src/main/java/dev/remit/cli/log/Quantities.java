package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ages and sizes as options take them: a whole number and its unit.
final class Quantities {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})([A-Za-z]*)");
  private static final int DAYS_MAX = 100_000;
  private static final long KILO = 1000;
  private static final long KIBI = 1024;
  private static final Map<String, Long> BYTES =
      Map.of(
          "B", 1L,
          "kB", KILO,
          "KB", KILO,
          "MB", KILO * KILO,
          "GB", KILO * KILO * KILO,
          "TB", KILO * KILO * KILO * KILO,
          "KiB", KIBI,
          "MiB", KIBI * KIBI,
          "GiB", KIBI * KIBI * KIBI,
          "TiB", KIBI * KIBI * KIBI * KIBI);

  private Quantities() {}

  /// Whole days, such as `400d`.
  static Duration age(String option, String text) throws Fault {
    Matcher parts = FORM.matcher(text);
    if (parts.matches() && parts.group(2).equals("d")) {
      long days = Long.parseLong(parts.group(1));
      if (days <= DAYS_MAX) {
        return Duration.ofDays(days);
      }
    }
    throw new Fault(
        option
            + ": `"
            + text
            + "` is no age; write whole days, at most "
            + DAYS_MAX
            + ", such as `400d`");
  }

  /// Bytes, such as `50GB`.
  static long bytes(String option, String text) throws Fault {
    Matcher parts = FORM.matcher(text);
    Long unit = parts.matches() ? BYTES.get(parts.group(2)) : null;
    if (unit == null) {
      throw new Fault(
          option
              + ": `"
              + text
              + "` is no size; write a whole number and `B`, `kB`, `MB`, `GB`, `TB`, `KiB`, `MiB`,"
              + " `GiB` or `TiB`, such as `50GB`");
    }
    try {
      return Math.multiplyExact(Long.parseLong(parts.group(1)), unit);
    } catch (ArithmeticException e) {
      throw new Fault(option + ": `" + text + "` is too large; write a smaller size");
    }
  }
}
