package dev.remit.cli.run;

import dev.remit.cli.log.QueryCommand;
import dev.remit.cli.log.ReplayCommand;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
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
  private static final Path DATA = Path.of(".remit", "demo-data");

  private final Terminal terminal;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Path bundle = root().resolve(EXAMPLE);
    Path sample = bundle.resolve("sample.jsonl");
    Path data = freshData();
    print(
        """
        Two agents of a harbour office, invented for this: each tool call below was recorded, and is now
        decided on the policies in %s. Nothing is enforced.
        """
            .formatted(shown(bundle)));
    Outcome outcome =
        RecordedWork.run(
            terminal, List.of(shown(sample)), Path.of(shown(bundle)), new Keeping.InFolder(data));
    new ReportText(terminal, outcome).print();
    print(
        """

        The agents asked for %d things and the policies answered %d of them. A denial names its policy and
        the clause that decided it. Tools without a rule in %s are not mapped,
        so no policy was asked. The log holds each decision with its inputs: what was denied last, and the
        first one that was forbidden, taken again:
        """
            .formatted(
                outcome.report().total().attempts(),
                outcome.report().total().evaluated(),
                shown(bundle.resolve("remit.yaml"))));
    String denied = firstForbidden(data);
    show(
        new QueryCommand(terminal),
        "query",
        "--outcome",
        "deny",
        "--limit",
        "3",
        "--data",
        data.toString());
    show(new ReplayCommand(terminal), "replay", denied, "--data", data.toString());
    print(
        """

        Next:
          the rules                %s
          why it was denied        ./remit log show %s --data %s
          is the log untouched?    ./remit log verify --data %s
          the report for machines  ./remit run %s --bundle %s --json
          your own agents          ./remit run RUNS.jsonl.gz --bundle %s
        """
            .formatted(
                shown(bundle.resolve("policies")),
                denied,
                data,
                data,
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

  /// A command and what it prints.
  private void show(Object command, String name, String... arguments) {
    print("  $ ./remit log " + name + " " + String.join(" ", arguments));
    new CommandLine(command).execute(arguments);
    terminal.flush(); // What it said on standard error belongs here.
  }

  private static String firstForbidden(Path data) throws Fault {
    List<String> found = new ArrayList<>();
    try (DataFolder folder = DataFolder.read(data)) {
      new LogReader(folder.log())
          .visit(
              1,
              row -> {
                if (row.text(Column.REASON).equals(ReasonCode.FORBIDDEN.code())) {
                  found.add(row.uuid(Column.ID).toString());
                }
                return found.isEmpty();
              });
    } catch (IOException e) {
      throw new Fault(data + ": cannot be read (" + e.getMessage() + "); check its permissions");
    } catch (DamagedLog e) {
      throw new Fault(data + ": " + e.text());
    }
    return found.getFirst();
  }

  /// The data folder of the demo, without what an earlier one left in it.
  private static Path freshData() throws Fault {
    Path data = root().resolve(DATA);
    try {
      Files.createDirectories(data.getParent());
      if (Files.exists(data)) {
        try (Stream<Path> files = Files.walk(data)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Path.of(shown(data));
    } catch (IOException e) {
      throw new Fault(data + ": cannot be replaced (" + e + "); check its permissions");
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
