package dev.remit.store.query;

import dev.remit.store.disk.FolderDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A new folder that its owner alone can enter, gone once it is closed or the program ends.
final class TemporaryFolder implements AutoCloseable {
  private final Path path;
  private final Thread atExit = new Thread(this::delete, "remit-temporary-folder");

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  static TemporaryFolder make() throws IOException {
    TemporaryFolder folder =
        new TemporaryFolder(Files.createTempDirectory("remit-query-").toRealPath());
    Runtime.getRuntime().addShutdownHook(folder.atExit);
    return folder;
  }

  Path path() {
    return path;
  }

  /// A new folder in it.
  FolderDisk disk(String name) throws IOException {
    return FolderDisk.open(path.resolve(name));
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      return; // The program ends, and the folder with it.
    }
    delete();
  }

  /// What cannot be deleted is left to whoever cleans the system's folder.
  private void delete() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // As above.
    }
  }
}
