package dev.remit.cli.access;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Menu;
import dev.remit.cli.terminal.Menu.Entry;
import dev.remit.cli.terminal.Terminal;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `remit access` itself: what is printed when nothing below it is named.
@Command(
    name = "access",
    synopsisSubcommandLabel = "COMMAND",
    description = "Lets an administrator back in whose token is lost.",
    footer = {
      "",
      "A running service manages its callers at `/v1/callers`.",
      "",
      "Exit code: 0, or 1 if the data folder is in use or cannot be used.",
      "",
      "Examples:",
      "  remit access reset --data remit-data"
    })
public final class AccessCommand implements Callable<Integer> {
  public static final Menu BELOW = Menu.of(new Entry(ResetCommand.class, ResetCommand::new));

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  public AccessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Objects.requireNonNull(spec, "spec").commandLine().usage(terminal.out());
    return ExitCode.OK;
  }
}
