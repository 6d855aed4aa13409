package dev.remit.cli;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever ends a command early into lines for people and exit code 1; nobody sees a stack
/// trace.
final class Faults implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Terminal terminal;

  Faults(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    if (thrown instanceof Fault fault) {
      return print(fault.messages());
    }
    return print(
        List.of(
            "remit: " + thrown + "; this is a defect of remit, please report it with the input"));
  }

  @Override
  public int handleParseException(ParameterException thrown, String[] arguments) {
    CommandLine command = thrown.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    return print(List.of(name + ": " + what(thrown) + "; see `" + name + " --help`"));
  }

  /// A mistyped option is named before those that are missing, which it may be one of.
  private static String what(ParameterException thrown) {
    List<String> unmatched = thrown.getCommandLine().getUnmatchedArguments();
    if (!unmatched.isEmpty()) {
      return unmatched(new UnmatchedArgumentException(thrown.getCommandLine(), unmatched));
    }
    return switch (thrown) {
      case MissingParameterException missing ->
          "missing "
              + missing.getMissing().stream()
                  .map(Faults::label)
                  .sorted()
                  .collect(Collectors.joining(", "));
      default -> firstLower(String.valueOf(thrown.getMessage()));
    };
  }

  private static String unmatched(UnmatchedArgumentException thrown) {
    String argument = thrown.getUnmatched().getFirst();
    String kind =
        argument.startsWith("-") && argument.length() > 1
            ? "unknown option"
            : "unexpected argument";
    List<String> suggestions = thrown.getSuggestions();
    String closest =
        suggestions.isEmpty()
            ? ""
            : "; did you mean " + Choices.text(suggestions.stream().limit(3)) + "?";
    return kind + " `" + argument + "`" + closest;
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? "`" + option.longestName() + "`"
        : "`" + argument.paramLabel() + "`";
  }

  private static String firstLower(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }

  private int print(List<String> messages) {
    messages.forEach(terminal.err()::println);
    return ExitCode.FAULT;
  }
}
