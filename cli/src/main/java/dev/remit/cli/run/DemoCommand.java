package dev.remit.cli.run;

import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `remit demo`: the main job on the sample that the project ships.
@Command(
    name = "demo",
    description = "Decides a small recorded sample on the example bundle and explains the report.",
    footer = {
      "",
      "Needs nothing but the checkout.",
      "",
      "Exit code: 0, or 1 if the example or the log cannot be used.",
      "",
      "Examples:",
      "  remit demo"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Path EXAMPLE = Path.of("examples", "agents");
  private static final Path LOG = Path.of(".remit", "demo-decisions.jsonl");

  private final Terminal terminal;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Path bundle = root().resolve(EXAMPLE);
    Path sample = bundle.resolve("sample.jsonl");
    Path log = freshLog();
    print(
        """
        Two agents of a harbour office, invented for this: each tool call below was recorded, and is now
        decided on the policies in %s. Nothing is enforced.
        """
            .formatted(shown(bundle)));
    Outcome outcome =
        RecordedWork.run(terminal, List.of(shown(sample)), Path.of(shown(bundle)), log);
    new ReportText(terminal, outcome).print();
    print(
        """

        The agents asked for %d things and the policies answered %d of them. A denial names its policy and
        the clause that decided it. Tools without a rule in %s are not mapped,
        so no policy was asked. The log holds each decision with its inputs, from which it can be taken again.

        Next:
          the rules                %s
          one decision, recorded   head -n 1 %s
          the report for machines  ./remit run %s --bundle %s --json
          your own agents          ./remit run RUNS.jsonl.gz --bundle %s
        """
            .formatted(
                outcome.report().total().attempts(),
                outcome.report().total().evaluated(),
                shown(bundle.resolve("remit.yaml")),
                shown(bundle.resolve("policies")),
                shown(log),
                shown(sample),
                shown(bundle),
                shown(bundle)));
    return outcome.exitCode();
  }

  private void print(String text) {
    terminal.out().print(text);
    terminal.out().println();
  }

  /// The checkout that the launcher was started from, else the working folder.
  private static Path root() {
    return Path.of(System.getProperty("remit.root", "")).toAbsolutePath();
  }

  private static Path freshLog() throws Fault {
    Path log = root().resolve(LOG);
    try {
      Files.createDirectories(log.getParent());
      Files.deleteIfExists(log);
      return Path.of(shown(log));
    } catch (IOException e) {
      throw new Fault(log + ": cannot be replaced (" + e + "); check its permissions");
    }
  }

  /// Relative to the working folder where that is shorter.
  private static String shown(Path path) {
    Path working = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath();
    return absolute.startsWith(working)
        ? working.relativize(absolute).toString()
        : absolute.toString();
  }
}
