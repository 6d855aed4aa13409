package dev.remit.cli.cause;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.input.DeclaredOption;
import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.PartOptions;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.Cause;
import dev.remit.insight.cause.History;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit causes`.
@Command(
    name = "causes",
    customSynopsis =
        "remit causes [--declared FILE] [--since TIME] [--until TIME] [--tenant NAME] [--top N] [--data DIR]"
            + " [--json]",
    description = "Says what explains the denials of a log, what class each cause is of and why.",
    footer = {
      "",
      "Denials that have one reason are one cause, however many they are. A class rests on the"
          + " evidence below it, and is `unknown` where the log does not carry one. What the log"
          + " cannot show, such as a success before it begins, is said.",
      "",
      "Classes: guardrail (a rule forbids it by name), drift (authority changed under work that"
          + " relies on it), policy-gap (declared as needed, and never granted), setting (of the"
          + " account, service or session), application-bug, stale-automation, suspected-misuse,"
          + " propagation-delay, unknown.",
      "",
      "--declared is the file of `remit identities`. There `needs` says what an identity needs, as"
          + " `ACTION RESOURCE; ACTION RESOURCE` in CSV and as a list of {\"action\", \"resource\"}"
          + " in JSON; an entry with `purpose` instead of `identity` says it of tasks. `*` at the"
          + " end stands for any end.",
      "",
      "Exit code: 0, also if nothing was denied, or 1 if the log cannot be read.",
      "",
      "Examples:",
      "  remit causes",
      "  remit causes --since 7d --top 5",
      "  remit causes --declared accounts.json",
      "  remit causes --data audit --json | jq '.causes[] | {identity, class, denials}'"
    })
public final class CausesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PartOptions part = new PartOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private DeclaredOption declared = new DeclaredOption();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many causes are shown; ${DEFAULT-VALUE} if not given.")
  private int top;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public CausesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (top < 1) {
      throw new Fault("--top: `" + top + "` is less than 1; write how many are wanted");
    }
    History history = Histories.read(terminal, data, part, new History(declared.read()));
    List<Cause> causes = history.causes();
    if (json) {
      Json report = CauseJson.report(history, causes, top);
      terminal.out().println(JsonWriter.pretty(report));
    } else {
      new CauseText(terminal).print(history, causes, top);
    }
    return ExitCode.OK;
  }
}
