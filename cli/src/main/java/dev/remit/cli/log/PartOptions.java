package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.query.Condition;
import dev.remit.store.row.Column;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which part of a log is looked at: a window of time, a tenant.
public final class PartOptions {
  @Mixin private WindowOptions window = new WindowOptions();

  @Option(names = "--tenant", paramLabel = "NAME", description = "Of one tenant alone.")
  private @Nullable String tenant;

  /// Throws with everything that is wrong with any of them.
  public List<Condition> conditions(Instant now) throws Fault {
    FilterOptions.Conditions conditions = new FilterOptions.Conditions();
    conditions.addMoment(() -> window.since(now), Condition::since);
    conditions.addMoment(() -> window.until(now), Condition::before);
    conditions.add(tenant, text -> Condition.is(Column.TENANT, text));
    return conditions.granted();
  }
}
