package dev.remit.cli.observe;

import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/// Says on standard error how far an import has come, how fast, and how long it will take: at most
/// one line a second, and nothing if it is done within the first.
final class ImportProgress {
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

  private final Terminal terminal;
  private final long started = System.nanoTime();
  private long last = started;
  private long eventsBefore;
  private long bytes;
  private long total;

  ImportProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Bytes of all files; 0 where it is not known.
  void expect(long bytesOfAll) {
    total = bytesOfAll;
  }

  /// So many more bytes were read.
  void read(long more) {
    bytes += more;
  }

  /// So many events were taken in so far.
  void tell(long events) {
    long now = System.nanoTime();
    if (now - last < PERIOD_NANOS) {
      return;
    }
    double perSecond = (events - eventsBefore) * (double) PERIOD_NANOS / (now - last);
    terminal
        .err()
        .println(
            Counted.of(events)
                + " events, "
                + Counted.of(Math.round(perSecond))
                + "/s"
                + estimate(now));
    terminal.err().flush();
    last = now;
    eventsBefore = events;
  }

  private String estimate(long now) {
    if (total == 0 || bytes == 0 || bytes > total) {
      return "";
    }
    double part = bytes / (double) total;
    long seconds = Math.round((now - started) * (1 - part) / part / PERIOD_NANOS);
    return String.format(Locale.ROOT, ", %.0f %%, about %s left", 100 * part, time(seconds));
  }

  private static String time(long seconds) {
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }
}
