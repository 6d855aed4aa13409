package dev.remit.cli;

import dev.remit.cli.authorize.AuthorizeCommand;
import dev.remit.cli.authorize.ExplainCommand;
import dev.remit.cli.corpus.CorpusCommand;
import dev.remit.cli.rewrite.ConvertCommand;
import dev.remit.cli.rewrite.FormatCommand;
import dev.remit.cli.run.DemoCommand;
import dev.remit.cli.run.RunCommand;
import dev.remit.cli.terminal.HelpOption;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.validate.ValidateCommand;
import dev.remit.validator.OfficialValidator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/// Where a run of `remit` begins, and the list of its commands.
public final class Main {
  private static final int HELP_COLUMNS = 100;

  private Main() {}

  /// Text is UTF-8 whatever the locale; `-Dremit.colour=true` says that standard output is a
  /// terminal that shows colours.
  public static void main(String[] arguments) {
    Terminal terminal =
        new Terminal(
            System.in,
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            Boolean.getBoolean("remit.colour"));
    System.exit(run(terminal, arguments));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }

  /// Runs one command; the result is its exit code. Never throws for what a user can do.
  public static int run(Terminal terminal, String... arguments) {
    try {
      return commandLine(terminal)
          .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    } finally {
      terminal.flush();
    }
  }

  static CommandLine commandLine(Terminal terminal) {
    Faults faults = new Faults(terminal);
    CommandLine remit = new CommandLine(new RemitCommand());
    commands(terminal).forEach(remit::addSubcommand);
    for (CommandLine command : remit.getSubcommands().values()) {
      command
          .getCommandSpec()
          .addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()))
          .usageMessage()
          .sortOptions(false);
    }
    return remit
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_COLUMNS)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults);
  }

  /// In the order of the help.
  private static List<Object> commands(Terminal terminal) {
    return List.of(
        new RunCommand(terminal),
        new DemoCommand(terminal),
        new AuthorizeCommand(terminal),
        new ExplainCommand(terminal),
        new ValidateCommand(terminal, new OfficialValidator()),
        new FormatCommand(terminal),
        new ConvertCommand(terminal),
        new CorpusCommand(terminal));
  }
}
