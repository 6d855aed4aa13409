package dev.remit.cli.run;

import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit run`: what would this bundle have said to recorded work?
@Command(
    name = "run",
    customSynopsis = {
      "remit run INPUT... --bundle DIR [--data DIR | --log FILE] [--json]",
      "      remit run INPUT... --bundle DIR --against SUITE... [--data DIR | --log FILE] [--json]"
    },
    description = "Decides every call of recorded work on a bundle, logs it and reports the rates.",
    footer = {
      "",
      "An input has one JSON object a line, plain or gzip: an agent run (`messages` with"
          + " `tool_calls`) or an AuthZEN request. Lines that cannot be understood are set aside"
          + " and counted. Nothing is enforced.",
      "",
      "With `--against` each run of a suite is a task: what its user said, its calls and the results"
          + " of those that were permitted, so that policies see where arguments came from. The"
          + " suite's tools become the bundle's, unless its schema has no entity type `Tool`. The"
          + " report says, for each agent and suite, how many attacks would be left and how much"
          + " work would be kept, as bounds.",
      "",
      "Exit code: 0 if every attempt was read and recorded, 1 if an input or the log failed or"
          + " nothing was asked. Denials are what is counted and no fault.",
      "",
      "Examples:",
      "  remit run examples/agents/sample.jsonl --bundle examples/agents",
      "  remit run runs/*.jsonl.gz --bundle examples/agents --data audit --json",
      "  zcat run.jsonl.gz | remit run - --bundle examples/agents",
      "  remit run runs/*.jsonl.gz --bundle examples/flow --against suites"
    })
public final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Files of recorded work; `-` is standard input.")
  private List<String> inputs = List.of();

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "DIR",
      description = "The folder with policies, schema, entities and mapping.")
  private Path bundle = Path.of("");

  @Option(
      names = "--against",
      arity = "1",
      paramLabel = "SUITE",
      description =
          "A suite of a benchmark, or a folder of them: judge its runs instead of counting rates.")
  private List<Path> suites = List.of();

  @ArgGroup private KeepingOptions keeping = new KeepingOptions();

  @Option(names = "--json", description = "Print the report as JSON, with every row.")
  private boolean json;

  public RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (!suites.isEmpty()) {
      return TrialWork.run(terminal, inputs, bundle, suites, keeping.keeping(), json);
    }
    Outcome outcome = RecordedWork.run(terminal, inputs, bundle, keeping.keeping());
    if (json) {
      ReportJson.print(terminal, outcome);
    } else {
      new ReportText(terminal, outcome).print();
    }
    return outcome.exitCode();
  }
}
