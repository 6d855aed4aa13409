package dev.remit.cli.run;

import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.input.InputLine;
import dev.remit.pdp.input.RequestLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One input of a run, checked to be there and not yet opened. `name` is as the user gave it.
record WorkFile(String name, Opening opening) {
  private static final String STDIN_ARGUMENT = "-";

  /// Opens the bytes of an input.
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /// Hands over every line in order, and says on `terminal` where it cannot be read on. Whether it
  /// was read to its end.
  boolean read(Terminal terminal, Consumer<InputLine> reader) {
    long number = 0;
    try (RequestLines lines = RequestLines.open(name, opening.open())) {
      for (Optional<InputLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        number = lines.number();
        reader.accept(line.get());
      }
      return true;
    } catch (IOException e) {
      terminal
          .err()
          .println(
              name
                  + ":"
                  + (number + 1)
                  + ": cannot be read on ("
                  + e.getMessage()
                  + "); the report holds what came before; get the whole file");
      return false;
    }
  }

  /// Throws with everything that is wrong with any of `arguments`.
  static List<WorkFile> requireAll(Terminal terminal, List<String> arguments) throws Fault {
    List<WorkFile> files = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    boolean stdinGiven = false;
    for (String argument : arguments) {
      if (argument.equals(STDIN_ARGUMENT)) {
        if (stdinGiven) {
          faults.add(new Fault(Inputs.STDIN + ": `-` is given twice; name a file for one of them"));
        }
        stdinGiven = true;
        files.add(new WorkFile(Inputs.STDIN, terminal::in));
        continue;
      }
      Optional<String> problem = problem(argument);
      if (problem.isPresent()) {
        faults.add(new Fault(argument + ": " + problem.get()));
      } else {
        files.add(new WorkFile(argument, () -> Files.newInputStream(Path.of(argument))));
      }
    }
    Optional<Fault> merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
    return files;
  }

  private static Optional<String> problem(String argument) {
    try {
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        return Optional.of("is a folder; name a file in it");
      }
      if (!Files.exists(path)) {
        return Optional.of("no such file; check the path");
      }
      return Files.isReadable(path)
          ? Optional.empty()
          : Optional.of("cannot be read; check its permissions");
    } catch (InvalidPathException e) {
      return Optional.of("is no path; check the name");
    }
  }
}
