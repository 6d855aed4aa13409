package dev.remit.store.data;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder where Remit keeps what lasts: `log/`, `bundles/`, `entities/`, `keys/`. One process
/// at a time owns it; any number may read beside that.
///
/// The file `format` says in which format all of it is: whoever does not know that one touches
/// nothing. The files have versions of their own beside that, so that one alone may change.
public final class DataFolder implements Closeable {
  private static final String LOCK = "lock";
  private static final String LOG = "log";
  private static final int OWNER_BYTES_MAX = 64;

  /// Folders of before it was written have none, and are of the first.
  static final int FORMAT_VERSION = 1;

  private static final String FORMAT = "format";
  private static final int FORMAT_BYTES_MAX = 64;

  private final Path path;
  private final @Nullable FileChannel lock;

  private DataFolder(Path path, @Nullable FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder if it is not there, and owns it until it is closed.
  ///
  /// Throws [DataFault] if another process owns it.
  public static DataFolder own(Path path) throws DataFault {
    try {
      Path parent = path.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      FolderDisk disk = FolderDisk.openLasting(path);
      requireKnown(path);
      FileChannel lock = lock(path);
      try {
        sayFormat(disk);
      } catch (IOException e) {
        lock.close();
        throw e;
      }
      return new DataFolder(path, lock);
    } catch (IOException e) {
      throw new DataFault(
          path + ": cannot be used for data (" + e + "); check the path and its permissions", e);
    }
  }

  /// The folder that is there, to be read.
  public static DataFolder read(Path path) throws DataFault {
    if (!Files.isDirectory(path)) {
      throw new DataFault(path + ": no such folder; name the one that `--data` named before", null);
    }
    try {
      requireKnown(path);
    } catch (IOException e) {
      throw new DataFault(path + ": cannot be read (" + e + "); check its permissions", e);
    }
    return new DataFolder(path, null);
  }

  private static void requireKnown(Path path) throws DataFault, IOException {
    String format;
    try {
      Disk disk = FolderDisk.open(path);
      format = new String(disk.readAll(FORMAT, FORMAT_BYTES_MAX), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException _) {
      return;
    }
    if (!format.equals(formatText())) {
      throw new DataFault(
          path
              + ": holds data of format `"
              + format.strip()
              + "`, and this remit knows `"
              + FORMAT_VERSION
              + "`; use the remit that wrote it, or a newer one",
          null);
    }
  }

  private static String formatText() {
    return FORMAT_VERSION + "\n";
  }

  private static void sayFormat(FolderDisk disk) throws IOException {
    if (disk.list(Disk.ROOT).contains(FORMAT)) {
      return;
    }
    disk.replace(FORMAT, formatText().getBytes(StandardCharsets.US_ASCII));
  }

  private static FileChannel lock(Path path) throws DataFault, IOException {
    Path file = path.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isTaken(channel)) {
      String owner = owner(channel);
      channel.close();
      throw new DataFault(
          path
              + ": process "
              + owner
              + " owns this data; stop it, or name another folder with `--data`",
          null);
    }
    channel.truncate(0);
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
    return channel;
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(OWNER_BYTES_MAX);
    int count = Math.max(0, channel.read(bytes, 0));
    return new String(bytes.array(), 0, count, StandardCharsets.US_ASCII);
  }

  public Path path() {
    return path;
  }

  /// The whole folder, where bundles and entities have their own.
  public Disk disk() throws DataFault {
    return open(path);
  }

  /// The folder of the decision log.
  public Disk log() throws DataFault {
    Path folder = logPath();
    if (lock == null && !Files.isDirectory(folder)) {
      throw new DataFault(
          path + ": holds no decision log; name the folder that `--data` named before", null);
    }
    return open(folder);
  }

  /// Where [#log] is, for those who read its files by their paths.
  public Path logPath() {
    return path.resolve(LOG);
  }

  private static Disk open(Path folder) throws DataFault {
    try {
      return FolderDisk.open(folder);
    } catch (IOException e) {
      throw new DataFault(folder + ": cannot be used (" + e + "); check its permissions", e);
    }
  }

  /// Gives the folder up.
  @Override
  public void close() throws DataFault {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new DataFault(path + ": cannot be given up (" + e + ")", e);
      }
    }
  }
}
