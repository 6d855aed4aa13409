package dev.remit.cli.backup;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.disk.FolderDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder that this process makes and that gets its name once all of it is right; until then,
/// closing it removes it.
final class UnfinishedFolder implements AutoCloseable {
  private final Path path;
  private final FolderDisk disk;
  private boolean placed;

  private UnfinishedFolder(Path path, FolderDisk disk) {
    this.path = path;
    this.disk = disk;
  }

  /// Throws [Fault] if it is there: another process works on it, or was ended in the middle.
  static UnfinishedFolder make(Path path) throws IOException, Fault {
    try {
      return new UnfinishedFolder(path, FolderDisk.openNew(path));
    } catch (FileAlreadyExistsException e) {
      throw new Fault(
          path
              + ": is there from an earlier restore, which was cut short or still runs; remove it"
              + " once none runs, then try again");
    }
  }

  FolderDisk disk() {
    return disk;
  }

  /// Gives it its name, where nothing is.
  void moveTo(Path place) throws IOException {
    Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
    placed = true;
    FolderDisk.open(place.resolveSibling("")).forceFolder("");
  }

  /// Throws with a message that names the folder where it cannot be removed.
  @Override
  public void close() throws IOException {
    if (placed) {
      return;
    }
    try {
      for (Path file : contents()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IOException(path + " is left of it (" + e + "); remove it", e);
    }
  }

  /// The folder and all in it, what is in a folder before the folder.
  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
