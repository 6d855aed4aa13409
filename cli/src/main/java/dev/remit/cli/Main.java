package dev.remit.cli;

import dev.remit.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Where a run of `remit` begins, and the list of its commands.
public final class Main {
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
    return new CommandLine(new RemitCommand())
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults);
  }
}
