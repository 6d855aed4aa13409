package dev.remit.cli.serve;

import dev.remit.cli.cause.CausesCommand;
import dev.remit.cli.log.QueryCommand;
import dev.remit.cli.log.ReplayCommand;
import dev.remit.cli.observe.ImportCommand;
import dev.remit.cli.rate.RatesCommand;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.server.ServerFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `remit demo`: the main job on the sample that the project ships.
@Command(
    name = "demo",
    description = "Serves the example bundle, asks it over the network and shows what is recorded.",
    footer = {
      "",
      "Then imports a small log of AWS that the project ships, and shows its failure rates and what"
          + " explains them.",
      "",
      "Needs nothing but the checkout. On a terminal the service goes on until Ctrl-C, to be"
          + " explored.",
      "",
      "Exit code: 0, or 1 if the example or the log cannot be used.",
      "",
      "Examples:",
      "  remit demo",
      "  remit demo --once"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Path EXAMPLE = Path.of("examples", "service");
  private static final Path DATA = Path.of(".remit", "demo-data");
  private static final Path TRAIL = Path.of("examples", "cloudtrail");

  /// The service owns the other while it runs.
  private static final Path IMPORTED = Path.of(".remit", "demo-imported");

  /// Set by the launcher where a person sits at a terminal.
  private static final String TERMINAL = "remit.terminal";

  private final Terminal terminal;

  @Option(names = "--once", description = "Stop at the end on a terminal too.")
  private boolean once;

  public DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Path bundle = Path.of(shown(root().resolve(EXAMPLE)));
    Path data = fresh(DATA);
    try {
      OwnService service = OwnService.start(bundle, data);
      try {
        String denied = demonstrate(service, bundle, data);
        measure();
        sayNext(bundle, data, denied);
      } catch (Fault e) {
        service.close();
        throw e;
      }
      finish(service);
      return ExitCode.OK;
    } catch (ServerFault e) {
      throw new Fault(e.text());
    }
  }

  /// The id of the denial that it shows.
  private String demonstrate(OwnService service, Path bundle, Path data) throws Fault {
    say(
        """
        A harbour office's platform, invented for this. A service now decides on the policies in %s,
        and is asked over the network, at %s, what its service accounts and API keys may do:
        """
            .formatted(bundle, service.address()));
    Conversation conversation = Conversation.of(service, bundle.resolve("requests.jsonl"));
    conversation.print(terminal);
    say(
        """

        A denial says which policy forbids, or that none permits. Each decision was recorded with its
        inputs before its answer left. What was denied last, and the first denial, taken again:
        """);
    String denied = conversation.firstDenied();
    show(
        new QueryCommand(terminal),
        "log query",
        List.of("--outcome", "deny", "--limit", "3", "--data", data.toString()));
    show(new ReplayCommand(terminal), "log replay", List.of(denied, "--data", data.toString()));
    return denied;
  }

  /// What another system decided, from its log.
  private void measure() throws Fault {
    String imported = fresh(IMPORTED).toString();
    say(
        """

        Not everything asks this service yet. What AWS decided is in a log of its own, of which the
        project ships a small one, and is brought into a decision log as it happened:
        """);
    show(
        new ImportCommand(terminal),
        "import",
        List.of("cloudtrail", shown(root().resolve(TRAIL)), "--data", imported));
    say(
        """

        How often was authority wanting? Never a rate without what it is a part of:
        """);
    show(new RatesCommand(terminal), "rates", List.of("--data", imported));
    say(
        """

        And what explains it, as far as the log carries it:
        """);
    show(new CausesCommand(terminal), "causes", List.of("--data", imported));
  }

  private void sayNext(Path bundle, Path data, String denied) {
    say(
        """

        Next:
          the rules              %s
          why it was denied      ./remit log show %s --data %s
          is the log untouched?  ./remit log verify --data %s
          your own cloud's log   ./remit import cloudtrail PATH
          serve your own         ./remit serve --bundle DIR
          recorded agent work    ./remit run examples/agents/sample.jsonl --bundle examples/agents
        """
            .formatted(bundle.resolve("policies"), denied, data, data));
  }

  /// On a terminal the service stays, for as long as nobody stops it.
  private void finish(OwnService service) throws ServerFault {
    if (once || !Boolean.getBoolean(TERMINAL)) {
      service.close();
      return;
    }
    say(
        """
        Explore it until you press Ctrl-C; the token is of this demo only:
          curl -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\
            -d '%s' \\
            %s/access/v1/evaluation
        """
            .formatted(service.token(), Conversation.EXAMPLE, service.address()));
    StopSignal.await(service.server(), terminal.err()::println);
  }

  private void say(String text) {
    terminal.out().print(text);
    terminal.out().println();
    terminal.flush();
  }

  /// A command and what it prints.
  private void show(Object command, String name, List<String> arguments) {
    say("  $ ./remit " + name + " " + String.join(" ", arguments));
    new CommandLine(command).execute(arguments.toArray(String[]::new));
    terminal.flush(); // What it said on standard error belongs here.
  }

  /// The checkout that the launcher was started from, else the working folder.
  private static Path root() {
    return Path.of(System.getProperty("remit.root", "")).toAbsolutePath();
  }

  /// A data folder of the demo, without what an earlier one left in it.
  private static Path fresh(Path folder) throws Fault {
    Path data = root().resolve(folder);
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
