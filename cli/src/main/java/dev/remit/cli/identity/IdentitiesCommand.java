package dev.remit.cli.identity;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.input.DeclaredOption;
import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.PartOptions;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.identity.Inventory;
import dev.remit.insight.identity.InventoryEntry;
import dev.remit.insight.identity.Lifecycle;
import dev.remit.store.query.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit identities`.
@Command(
    name = "identities",
    customSynopsis =
        "remit identities [--declared FILE] [--lifecycle STATE] [--as-of TIME]"
            + " [--dormant-after DAYS] [--since TIME] [--until TIME] [--tenant NAME] [--data DIR]"
            + " [--json]",
    description = "Lists every identity that acted in the log or is declared.",
    footer = {
      "",
      "A declaration is CSV with a line of names first, or a JSON array of objects: `identity` (as"
          + " Type::\"id\"), and optional `kind`, `owner`, `ends`, the day from which on it is not"
          + " to be used, and `needs`, which `remit causes` asks for.",
      "",
      "Signs say what to look at: a credential of several identities or clients, use after the"
          + " end, an identity that is not declared.",
      "",
      "Exit code: 0, also if nobody acted, or 1 if the log or the declaration cannot be read.",
      "",
      "Examples:",
      "  remit identities",
      "  remit identities --declared accounts.csv --lifecycle offboarded",
      "  remit identities --json | jq '.identities[] | select(.signs != [])'"
    })
public final class IdentitiesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PartOptions part = new PartOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private DeclaredOption declared = new DeclaredOption();

  @Option(
      names = "--lifecycle",
      paramLabel = "STATE",
      description = "Only `declared`, `active`, `dormant` or `offboarded`.")
  private @Nullable String lifecycle;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "When the states are of; the time of the last record if not given.")
  private @Nullable String asOf;

  @Option(
      names = "--dormant-after",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "Days without use; ${DEFAULT-VALUE} if not given.")
  private int dormantAfter;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public IdentitiesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (dormantAfter < 1) {
      throw new Fault("--dormant-after: `" + dormantAfter + "` is less than a day; write days");
    }
    requireLifecycle();
    List<Declared> said = declared.read().identities();
    Inventory inventory = new Inventory();
    data.visit(terminal, part, inventory::add);
    Instant at = asOf(inventory);
    List<InventoryEntry> entries =
        inventory.entries(said, at, Duration.ofDays(dormantAfter)).stream()
            .filter(entry -> lifecycle == null || entry.lifecycle().text().equals(lifecycle))
            .toList();
    if (json) {
      terminal.out().println(JsonWriter.pretty(IdentityText.json(entries, at)));
    } else {
      IdentityText.print(terminal, entries, at);
    }
    if (!inventory.isWhole()) {
      terminal.err().println("there is more than is looked at together; narrow the window");
    }
    return ExitCode.OK;
  }

  private void requireLifecycle() throws Fault {
    List<String> known = Stream.of(Lifecycle.values()).map(Lifecycle::text).toList();
    if (lifecycle != null && !known.contains(lifecycle)) {
      throw new Fault(
          "--lifecycle: `" + lifecycle + "` is not known; it is " + Choices.text(known.stream()));
    }
  }

  private Instant asOf(Inventory inventory) throws Fault {
    String text = asOf;
    if (text == null) {
      return inventory.end();
    }
    return Moment.start(text, Clock.systemUTC().instant())
        .orElseThrow(() ->
            new Fault(
                "--as-of: `" + text + "` is no time; write 2026-11-22, or how long ago as 7d"));
  }
}
