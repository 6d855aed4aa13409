package dev.remit.cli.terminal;

/// Says on standard error how far a long command has come: at most one line a second, and nothing
/// at all if it is done within the first.
public final class Progress {
  private static final long PERIOD_NANOS = 1_000_000_000;

  private final Terminal terminal;
  private final String what;
  private final long total;
  private long done;
  private long last = System.nanoTime();

  /// `total` is 0 where it is not known.
  public Progress(Terminal terminal, String what, long total) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
  }

  /// One more is done.
  public void step() {
    done++;
    long now = System.nanoTime();
    if (now - last >= PERIOD_NANOS) {
      last = now;
      terminal.err().println(total > 0 ? done + " of " + total + " " + what : done + " " + what);
      terminal.err().flush();
    }
  }
}
