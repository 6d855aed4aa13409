package dev.remit.cli.cause;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.input.ApprovedOption;
import dev.remit.cli.input.DeclaredOption;
import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.PartOptions;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.Cause;
import dev.remit.insight.cause.CauseClass;
import dev.remit.insight.cause.CauseJson;
import dev.remit.insight.cause.History;
import dev.remit.insight.declared.SourcesOfTruth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit causes`.
@Command(
    name = "causes",
    customSynopsis =
        "remit causes [--class CLASS] [--owner NAME] [--declared FILE] [--approved FILE]"
            + " [--since TIME] [--until TIME] [--tenant NAME] [--top N] [--data DIR] [--json]",
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
      "--approved says which changes somebody approved: `about` (what was changed, `*` at the end"
          + " stands for any end), `from`, `until`, `reference`, and optional `who`. Of a bundle the"
          + " digest is what was changed, and the log does not say who did it.",
      "",
      "The owner is the declared one of the identity, else that of the resource, else that of the"
          + " policy that denied, as far as the log and its bundles say it.",
      "",
      "Exit code: 0, also if nothing was denied, or 1 if the log cannot be read.",
      "",
      "Examples:",
      "  remit causes",
      "  remit causes --since 7d --top 5",
      "  remit causes --declared accounts.json --class policy-gap",
      "  remit causes --approved changes.csv --class drift --owner team-a",
      "  remit causes --data audit --json | jq '.causes[] | {identity, class, denials}'"
    })
public final class CausesCommand implements Callable<Integer> {
  private static final String NOBODY = "-";

  private final Terminal terminal;

  @Mixin private PartOptions part = new PartOptions();
  @Mixin private DataOption data = new DataOption();
  @Mixin private DeclaredOption declared = new DeclaredOption();
  @Mixin private ApprovedOption approved = new ApprovedOption();

  @Option(names = "--class", paramLabel = "CLASS", description = "Only causes of that class.")
  private @Nullable String kind;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Only causes of that owner; `-` for those of whom nobody is known.")
  private @Nullable String owner;

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
    requireClass();
    History history =
        Histories.read(
            terminal,
            data,
            part,
            new History(
                new SourcesOfTruth(declared.read(), approved.read(), Histories.owners(data))));
    List<Cause> all = history.causes();
    List<Cause> chosen = all.stream().filter(this::isChosen).toList();
    if (json) {
      terminal.out().println(JsonWriter.pretty(CauseJson.report(history, all, chosen, top)));
    } else {
      new CauseText(terminal).print(history, all, chosen, top);
    }
    return ExitCode.OK;
  }

  private void requireClass() throws Fault {
    List<String> known = Stream.of(CauseClass.values()).map(CauseClass::text).toList();
    if (kind != null && !known.contains(kind)) {
      throw new Fault(
          "--class: `" + kind + "` is not known; it is " + Choices.text(known.stream()));
    }
  }

  private boolean isChosen(Cause cause) {
    return (kind == null || cause.verdict().kind().text().equals(kind))
        && (owner == null
            || (owner.equals(NOBODY)
                ? !cause.owner().isKnown()
                : cause.owner().name().equals(owner)));
  }
}
