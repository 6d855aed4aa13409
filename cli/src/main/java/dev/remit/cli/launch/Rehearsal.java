package dev.remit.cli.launch;

import dev.remit.cli.Main;
import dev.remit.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// Runs several command lines in one JVM, from which the launcher makes the AOT cache that later
/// runs start from. Prints nothing.
public final class Rehearsal {
  private Rehearsal() {}

  /// Command lines one after the other, each ended by an argument `--end`.
  public static void main(String[] arguments) {
    List<String> line = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--end")) {
        Main.run(silent(), line.toArray(String[]::new));
        line.clear();
      } else {
        line.add(argument);
      }
    }
  }

  private static Terminal silent() {
    return new Terminal(
        InputStream.nullInputStream(),
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        false);
  }
}
