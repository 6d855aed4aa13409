package dev.remit.cli.rate;

import dev.remit.cli.log.WindowOptions;
import dev.remit.cli.terminal.Fault;
import dev.remit.insight.rate.Scope;
import dev.remit.pdp.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which attempts are counted, by options that must all hold.
final class ScopeOptions {
  @Mixin private WindowOptions window = new WindowOptions();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only `decision`, `run` or `observation`; all of them if not given.")
  private @Nullable String kind;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Only what was read from that kind of log, such as `cloudtrail`.")
  private @Nullable String source;

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Only that tenant's.")
  private @Nullable String tenant;

  /// Throws with everything that is wrong with any of them.
  Scope scope(Instant now) throws Fault {
    List<Fault> faults = new ArrayList<>();
    Instant from = null;
    Instant until = null;
    RecordKind counted = null;
    try {
      from = window.since(now).orElse(null);
    } catch (Fault e) {
      faults.add(e);
    }
    try {
      until = window.until(now).orElse(null);
    } catch (Fault e) {
      faults.add(e);
    }
    if (from != null && until != null && until.isBefore(from)) {
      faults.add(
          new Fault("--until: " + until + " is before --since " + from + "; name a later time"));
    }
    try {
      counted = kind == null ? null : kind(kind);
    } catch (Fault e) {
      faults.add(e);
    }
    Optional<Fault> merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
    return new Scope(from, until, counted, source, tenant);
  }

  private static RecordKind kind(String text) throws Fault {
    return RecordKind.findInRates(text)
        .orElseThrow(() ->
            new Fault(
                "--kind: `" + text + "` is in no rate; write " + RecordKind.choicesInRates()));
  }
}
