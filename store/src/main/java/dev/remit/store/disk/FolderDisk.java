package dev.remit.store.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A folder of the file system. What is made in it is its owner's alone where the file system knows
/// POSIX permissions; elsewhere it has those of the folder that it is in, and folders are not
/// forced, because they cannot be.
public final class FolderDisk implements Disk {
  /// Zeros that are written at a time.
  private static final int ERASED_BYTES = 4096;

  private final Path root;
  private final boolean posix;

  private FolderDisk(Path root) {
    this.root = root;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// Makes the folder if it is not there; the one that it is in must be.
  public static FolderDisk open(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    FolderDisk disk = new FolderDisk(root);
    Path parent = root.getParent();
    if (disk.makeFolder(root) && parent != null) {
      disk.force(parent);
    }
    return disk;
  }

  /// As [#open]; returns once the folder's name survives a loss of power, also if a process that
  /// ended made it. A folder around it that may not be opened is left alone.
  public static FolderDisk openLasting(Path folder) throws IOException {
    FolderDisk disk = open(folder);
    Path parent = disk.root.getParent();
    if (parent != null && Files.isReadable(parent)) {
      disk.force(parent);
    }
    return disk;
  }

  /// Makes the folder, and throws [FileAlreadyExistsException] if it is there already; the one that
  /// it is in must be.
  public static FolderDisk openNew(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    FolderDisk disk = new FolderDisk(root);
    Files.createDirectory(root, disk.ownerOnly("rwx------"));
    return disk;
  }

  @Override
  public OpenFile create(String name) throws IOException {
    return new Appended(
        FileChannel.open(
            path(name),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly("rw-------")));
  }

  @Override
  public OpenFile openAppend(String name) throws IOException {
    FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE);
    try {
      channel.position(channel.size());
      return new Appended(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public ReadableFile openRead(String name) throws IOException {
    return new Read(name, FileChannel.open(path(name), StandardOpenOption.READ));
  }

  @Override
  public void truncate(String name, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  @Override
  public void erase(String name) throws IOException {
    try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(ERASED_BYTES);
      for (long left = channel.size(); left > 0; left -= zeros.limit()) {
        zeros.clear().limit((int) Math.min(left, ERASED_BYTES));
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
      }
      channel.force(false);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return list(folder, Files::isRegularFile);
  }

  @Override
  public List<String> folders(String folder) throws IOException {
    return list(folder, Files::isDirectory);
  }

  private List<String> list(String folder, Predicate<Path> kind) throws IOException {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files
          .filter(kind)
          .map(file -> folder.isEmpty() ? name(file) : folder + "/" + name(file))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public void createFolder(String folder) throws IOException {
    makeFolder(path(folder));
  }

  private boolean makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, ownerOnly("rwx------"));
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void forceFolder(String folder) throws IOException {
    force(path(folder));
  }

  private void force(Path folder) throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Path path(String name) {
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("outside of the disk: " + name);
    }
    return path;
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /// `channel` stands at its end.
  private record Appended(FileChannel channel) implements OpenFile {
    @Override
    public void append(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private record Read(String name, FileChannel channel) implements ReadableFile {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      long at = position;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          throw new EOFException(name + ": ends at " + at);
        }
        at += count;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
