package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.query.Condition;
import dev.remit.store.row.Column;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which part of a log is looked at: a window of time, a tenant.
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

  @Option(names = "--tenant", paramLabel = "NAME", description = "Of one tenant alone.")
  private @Nullable String tenant;

  /// Throws with everything that is wrong with any of them.
  public List<Condition> conditions(Instant now) throws Fault {
    FilterOptions.Conditions conditions = new FilterOptions.Conditions();
    conditions.addWindow(since, until, now);
    conditions.add(tenant, text -> Condition.is(Column.TENANT, text));
    return conditions.granted();
  }
}
