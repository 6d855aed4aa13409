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
    customSynopsis = "remit run INPUT... --bundle DIR [--data DIR | --log FILE] [--json]",
    description = "Decides every call of recorded work on a bundle, logs it and reports the rates.",
    footer = {
      "",
      "An input has one JSON object a line, plain or gzip: an agent run (`messages` with"
          + " `tool_calls`) or an AuthZEN request. Lines that cannot be understood are set aside"
          + " and counted. Nothing is enforced.",
      "",
      "Exit code: 0 if every attempt was read and recorded, 1 if an input or the log failed or"
          + " nothing was asked. Denials are what is counted and no fault.",
      "",
      "Examples:",
      "  remit run examples/agents/sample.jsonl --bundle examples/agents",
      "  remit run runs/*.jsonl.gz --bundle examples/agents --data audit --json",
      "  zcat run.jsonl.gz | remit run - --bundle examples/agents"
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

  @ArgGroup private KeepingOptions keeping = new KeepingOptions();

  @Option(names = "--json", description = "Print the report as JSON, with every row.")
  private boolean json;

  public RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Outcome outcome = RecordedWork.run(terminal, inputs, bundle, keeping.keeping());
    if (json) {
      ReportJson.print(terminal, outcome);
    } else {
      new ReportText(terminal, outcome).print();
    }
    return outcome.exitCode();
  }
}
