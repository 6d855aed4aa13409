package dev.remit.cli;

import dev.remit.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Where a run of `remit` begins.
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
      List<String> line = arguments.length == 0 ? List.of("--help") : List.of(arguments);
      return commandLine(terminal, line).execute(line.toArray(String[]::new));
    } finally {
      terminal.flush();
    }
  }

  private static CommandLine commandLine(Terminal terminal, List<String> line) {
    Faults faults = new Faults(terminal);
    CommandLine remit = new CommandLine(new RemitCommand());
    Commands.ALL.addTo(remit, line, terminal);
    return remit
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_COLUMNS)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults);
  }
}
