package dev.remit.cli.observe;

import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.observe.intake.InputFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// What is to be imported: files, the files anywhere below folders, and standard input.
final class LogFiles {
  private static final String STDIN_ARGUMENT = "-";

  private final Terminal terminal;
  private final List<String> arguments;
  private final LongConsumer read;

  /// `read` is told of bytes as they are read, before they are decompressed.
  private LogFiles(Terminal terminal, List<String> arguments, LongConsumer read) {
    this.terminal = terminal;
    this.arguments = List.copyOf(arguments);
    this.read = read;
  }

  /// Throws with everything that is wrong with any of `arguments`.
  static LogFiles require(Terminal terminal, List<String> arguments, LongConsumer read)
      throws Fault {
    List<Fault> faults = new ArrayList<>();
    for (String argument : arguments) {
      problem(argument).ifPresent(text -> faults.add(new Fault(argument + ": " + text)));
    }
    if (arguments.stream().filter(STDIN_ARGUMENT::equals).count() > 1) {
      faults.add(new Fault(Inputs.STDIN + ": `-` is given twice; name a file for one of them"));
    }
    Optional<Fault> merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
    return new LogFiles(terminal, arguments, read);
  }

  private static Optional<String> problem(String argument) {
    if (argument.equals(STDIN_ARGUMENT)) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(argument);
      if (!Files.exists(path)) {
        return Optional.of("no such file; check the path");
      }
      return Files.isReadable(path)
          ? Optional.empty()
          : Optional.of("cannot be read; check its permissions");
    } catch (InvalidPathException _) {
      return Optional.of("is no path; check the name");
    }
  }

  /// One of them; `path` is empty for standard input. `bytes` are as they lie on the disk.
  record Found(InputFile file, Optional<Path> path, long bytes) {}

  /// Those that there are now: of the arguments in their order, of a folder sorted, without those
  /// whose names begin with a dot.
  List<Found> list() throws Fault {
    List<Found> found = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals(STDIN_ARGUMENT)) {
        found.add(new Found(new StandardInput(), Optional.empty(), 0));
      } else {
        addFiles(found, Path.of(argument));
      }
    }
    return found;
  }

  private void addFiles(List<Found> found, Path path) throws Fault {
    try {
      for (Path file : Files.isDirectory(path) ? below(path) : List.of(path)) {
        found.add(new Found(new OnDisk(file), Optional.of(file), Files.size(file)));
      }
    } catch (IOException e) {
      throw new Fault(path + ": cannot be listed (" + e + "); check the folder and try again");
    }
  }

  private static List<Path> below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return isHidden(below) && !below.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static boolean isHidden(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private final class OnDisk implements InputFile {
    private final Path path;

    private OnDisk(Path path) {
      this.path = path;
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public boolean isReadAgain() {
      return true;
    }

    @Override
    public InputStream open() throws IOException {
      return new Counted(Files.newInputStream(path));
    }
  }

  private final class StandardInput implements InputFile {
    @Override
    public String name() {
      return Inputs.STDIN;
    }

    @Override
    public boolean isReadAgain() {
      return false;
    }

    @Override
    public InputStream open() {
      return terminal.in();
    }
  }

  private final class Counted extends FilterInputStream {
    private Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      read.accept(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      read.accept(Math.max(0, count));
      return count;
    }
  }
}
