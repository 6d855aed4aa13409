package dev.remit.cli.rewrite;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.PolicyFormatter;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit format`: policies in the one layout.
@Command(
    name = "format",
    customSynopsis = "remit format [--check | --write] [FILE...]",
    description = {
      "Writes policies in one layout, comments kept.",
      "Formatting twice changes nothing. The result goes to standard output."
    },
    footer = {
      "",
      "Exit code: 0 if done, 1 if a file cannot be read or, with --check, is not formatted.",
      "",
      "Examples:",
      "  remit format photos.cedar",
      "  remit format --write policies/*.cedar",
      "  remit format --check policies/*.cedar",
      "  echo 'permit(principal,action,resource);' | remit format"
    })
public final class FormatCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Policies as Cedar text; standard input if none is given.")
  private List<String> files = List.of("-");

  @Option(
      names = "--check",
      description = "Print nothing but the names of files that are not formatted.")
  private boolean check;

  @Option(names = "--write", description = "Write each file anew if it is not formatted.")
  private boolean write;

  public FormatCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    if (check && write) {
      throw new Fault("remit format: `--check` and `--write` are both given; drop one of them");
    }
    if (write && files.contains("-")) {
      throw new Fault("remit format: `--write` needs files; standard input cannot be written");
    }
    Inputs inputs = new Inputs(terminal);
    Attempts attempts = new Attempts();
    boolean clean = true;
    for (String file : files) {
      Optional<Boolean> formatted = attempts.attempt(() -> format(file, inputs));
      clean &= formatted.orElse(true);
    }
    attempts.refuseIfAny();
    return check && !clean ? ExitCode.FAULT : ExitCode.OK;
  }

  /// Whether the file is formatted already.
  private boolean format(String file, Inputs inputs) throws Fault, SyntaxException {
    Source source = inputs.read(file);
    String formatted = PolicyFormatter.format(source);
    boolean clean = formatted.equals(source.text());
    if (check) {
      if (!clean) {
        terminal.out().println(source.name());
      }
    } else if (!write) {
      terminal.out().print(formatted);
    } else if (!clean) {
      replace(file, formatted);
    }
    return clean;
  }

  private void replace(String file, String formatted) throws Fault {
    try {
      Files.writeString(Path.of(file), formatted);
      terminal.err().println("formatted " + file);
    } catch (IOException e) {
      throw new Fault(file + ": cannot be written (" + e + "); check its permissions");
    }
  }
}
