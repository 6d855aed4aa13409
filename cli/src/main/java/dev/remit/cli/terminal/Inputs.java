package dev.remit.cli.terminal;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import dev.remit.cedar.policy.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads the files that a command names; `-` is standard input, which can be read once.
public final class Inputs {
  /// The name that errors print for standard input.
  public static final String STDIN = "<stdin>";

  private final InputStream stdin;
  private boolean stdinRead;

  public Inputs(Terminal terminal) {
    this.stdin = terminal.in();
  }

  /// The whole text of a file, named as the user named it.
  public Source read(String argument) throws Fault {
    return argument.equals("-") ? readStdin() : readFile(argument);
  }

  private Source readStdin() throws Fault {
    if (stdinRead) {
      throw new Fault(STDIN + ": `-` is given twice; name a file for one of them");
    }
    stdinRead = true;
    try {
      return decode(STDIN, stdin.readNBytes(Limits.SOURCE_LENGTH_MAX + 1));
    } catch (IOException e) {
      throw unreadable(STDIN, e);
    }
  }

  private static Source readFile(String argument) throws Fault {
    Path path = Path.of(argument);
    if (Files.isDirectory(path)) {
      throw new Fault(argument + ": is a folder; name a file in it");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return decode(argument, in.readNBytes(Limits.SOURCE_LENGTH_MAX + 1));
    } catch (NoSuchFileException e) {
      throw new Fault(argument + ": no such file; check the path");
    } catch (IOException e) {
      throw unreadable(argument, e);
    }
  }

  private static Fault unreadable(String name, IOException thrown) {
    return new Fault(
        name + ": cannot be read (" + thrown + "); check the file and its permissions");
  }

  private static Source decode(String name, byte[] bytes) throws Fault {
    if (bytes.length > Limits.SOURCE_LENGTH_MAX) {
      throw new Fault(name + ": is longer than " + Limits.SOURCE_LENGTH_MAX + " bytes; split it");
    }
    try {
      return Utf8.decode(name, bytes);
    } catch (SyntaxException e) {
      throw Fault.of(e);
    }
  }
}
