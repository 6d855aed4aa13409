package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.query.Moment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Records from when until when.
public final class WindowOptions {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Decided at or after: an instant, a day (UTC), or how long ago: 30s, 15m, 24h, 7d, 2w.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Decided before; with a day, up to its end.")
  private @Nullable String until;

  /// From when on; empty if nobody said.
  public Optional<Instant> since(Instant now) throws Fault {
    return since == null
        ? Optional.empty()
        : Optional.of(required("--since", since, Moment.start(since, now)));
  }

  /// Up to when, not included; empty if nobody said.
  public Optional<Instant> until(Instant now) throws Fault {
    return until == null
        ? Optional.empty()
        : Optional.of(required("--until", until, Moment.end(until, now)));
  }

  private static Instant required(String option, String text, Optional<Instant> moment)
      throws Fault {
    return moment.orElseThrow(() ->
        new Fault(
            option
                + ": `"
                + text
                + "` is no time; write 2026-11-22, 2026-11-22T09:30:00Z, or how long ago as 15m,"
                + " 24h, 7d"));
  }
}
