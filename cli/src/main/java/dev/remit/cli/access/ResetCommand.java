package dev.remit.cli.access;

import dev.remit.cli.log.DataOption;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.server.access.CallerRegistry;
import dev.remit.server.access.Token;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `remit access reset`: a new token for the administrator.
@Command(
    name = "reset",
    description = {
      "Draws a new token for the caller `administrator`, and prints it once.",
      "The token before is no longer good; all other callers stay as they are. Whoever owns the"
          + " data folder may do this, so that it needs no credential."
    },
    footer = {
      "",
      "Stop the service first: it owns the folder. The list of callers says of the administrator"
          + " when it was made so, and by this command.",
      "",
      "Exit code: 0, or 1 if the data folder is in use or cannot be used.",
      "",
      "Examples:",
      "  remit access reset",
      "  remit access reset --data /var/lib/remit"
    })
public final class ResetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  public ResetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    try (DataFolder folder = own()) {
      Token token = CallerRegistry.reset(folder.disk(), Clock.systemUTC());
      terminal.out().println("administrator token, shown only now: " + token.secret());
      return ExitCode.OK;
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (IOException e) {
      throw new Fault(data.read().path() + ": " + e.getMessage());
    }
  }

  /// A folder that is there: a slip in its name must not make a new one.
  private DataFolder own() throws Fault {
    data.read();
    return data.own();
  }
}
