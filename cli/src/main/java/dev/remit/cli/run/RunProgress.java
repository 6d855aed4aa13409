package dev.remit.cli.run;

import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.Terminal;
import java.time.Duration;

/// Says on standard error how far a run has come and how fast: at most one line a second, and
/// nothing if it is done within the first.
final class RunProgress {
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

  private final Terminal terminal;
  private final long started = System.nanoTime();
  private long last = started;
  private long done;
  private long doneBefore;

  RunProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /// One more attempt is answered.
  void step() {
    done++;
    long now = System.nanoTime();
    if (now - last >= PERIOD_NANOS) {
      double perSecond = (done - doneBefore) * (double) PERIOD_NANOS / (now - last);
      terminal
          .err()
          .println(Counted.of(done) + " attempts, " + Counted.of(Math.round(perSecond)) + "/s");
      terminal.err().flush();
      last = now;
      doneBefore = done;
    }
  }
}
