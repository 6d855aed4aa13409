package dev.remit.cli.serve;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.server.Surroundings;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import dev.remit.server.setting.SettingsReference;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `remit serve`: the decision point, for whoever asks over the network.
@Command(
    name = "serve",
    description = {
      "Serves decisions over the network, and records each one before its answer leaves.",
      "Everything is in this one process and the data folder. The first start prints the"
          + " administrator's token, once."
    },
    footer = {
      "",
      "Stops when it is told to (Ctrl-C, SIGTERM): it takes no more requests, answers those it has,"
          + " and forces the log to disk.",
      "",
      "Exit code: 1 if it cannot start, with every mistake of the settings or the bundle.",
      "",
      "Examples:",
      "  remit serve --bundle examples/agents",
      "  remit serve --config remit.yaml --data /var/lib/remit",
      "  remit serve --settings"
    })
public final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The settings, as YAML; all have defaults.")
  private @Nullable String config;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "The folder of the bundle that is served, whatever the settings say.")
  private @Nullable Path bundle;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder, whatever the settings say.")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port, whatever the settings say; 0 takes one that is free.")
  private @Nullable Integer port;

  @Option(names = "--settings", description = "Print every setting with its default, and stop.")
  private boolean reference;

  public ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (reference) {
      terminal.out().print(SettingsReference.page());
      return ExitCode.OK;
    }
    Settings settings = settings();
    try {
      RemitServer server = RemitServer.start(settings, Surroundings.system(this::tell));
      tell("remit: " + server.summary());
      StopSignal.await(server, this::tell);
      return ExitCode.OK;
    } catch (ServerFault e) {
      throw new Fault(e.text());
    }
  }

  private Settings settings() throws Fault {
    Settings read = config == null ? SettingsReader.defaults() : read(config);
    return SettingsReader.with(read, bundle, data, port);
  }

  private Settings read(String file) throws Fault {
    try {
      return SettingsReader.read(new Inputs(terminal).read(file));
    } catch (SyntaxException e) {
      throw Fault.of(e);
    }
  }

  private void tell(String line) {
    terminal.err().println(line);
    terminal.err().flush();
  }
}
