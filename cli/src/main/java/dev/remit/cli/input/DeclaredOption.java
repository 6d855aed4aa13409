package dev.remit.cli.input;

import dev.remit.cli.terminal.Fault;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.DeclaredReader;
import dev.remit.insight.declared.UnusableDeclarations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The file in which a source of truth declares identities and what they need.
public final class DeclaredOption {
  /// Of a file of declarations.
  private static final long BYTES_MAX = 256L << 20;

  @Option(
      names = "--declared",
      paramLabel = "FILE",
      description = "What a source of truth says of identities, as CSV or JSON.")
  private @Nullable Path file;

  /// What it says; nothing if none is named.
  public Declarations read() throws Fault {
    Path path = file;
    return path == null ? Declarations.NONE : read(path, DeclaredReader::read);
  }

  /// Reads the text of a file that declares something.
  @FunctionalInterface
  interface Reader<T> {
    T read(String name, String text) throws UnusableDeclarations;
  }

  static <T> T read(Path path, Reader<T> reader) throws Fault {
    try {
      if (Files.size(path) > BYTES_MAX) {
        throw new Fault(path + ": it is larger than " + BYTES_MAX + " bytes; split it");
      }
      return reader.read(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw new Fault(path + ": it cannot be read (" + e.getMessage() + "); check the path");
    } catch (UnusableDeclarations e) {
      throw new Fault(e.mistakes());
    }
  }
}
