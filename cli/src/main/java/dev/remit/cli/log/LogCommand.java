package dev.remit.cli.log;

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

/// `remit log` itself: what is printed when nothing below it is named.
@Command(
    name = "log",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Finds decisions in the log, explains them, takes them again, and verifies the log.",
    footer = {
      "",
      "Every command but `retain` and `forget` reads beside the process that writes, and changes nothing.",
      "",
      "Exit code: 0, or 1 if the log cannot be read or the usage is at fault.",
      "",
      "Examples:",
      "  remit log query --outcome deny --since 24h",
      "  remit log sql \"SELECT reason, count(*) FROM decisions GROUP BY ALL ORDER BY 2 DESC\"",
      "  remit log replay"
    })
public final class LogCommand implements Callable<Integer> {
  public static final Menu BELOW =
      Menu.of(
          new Entry(QueryCommand.class, QueryCommand::new),
          new Entry(TailCommand.class, TailCommand::new),
          new Entry(SqlCommand.class, SqlCommand::new),
          new Entry(ShowCommand.class, ShowCommand::new),
          new Entry(ReplayCommand.class, ReplayCommand::new),
          new Entry(ExportCommand.class, ExportCommand::new),
          new Entry(VerifyCommand.class, VerifyCommand::new),
          new Entry(HeadCommand.class, HeadCommand::new),
          new Entry(KeyCommand.class, KeyCommand::new),
          new Entry(RetainCommand.class, RetainCommand::new),
          new Entry(ForgetCommand.class, ForgetCommand::new));

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  public LogCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Objects.requireNonNull(spec, "spec").commandLine().usage(terminal.out());
    return ExitCode.OK;
  }
}
