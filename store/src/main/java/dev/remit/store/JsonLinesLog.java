package dev.remit.store;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A decision log in one file, a record a line, appended to what is there. The file is readable by
/// its owner alone, because requests hold what their callers sent.
///
/// An append returns once the line is written, so that it survives the end of the process; every
/// [#COMMIT_EVERY] records and at the end the file is forced to disk. One process at a time holds
/// it, by a lock on the file. One lock, `this`, guards all fields; any thread may append.
public final class JsonLinesLog implements DecisionLog {
  /// Records between two commits.
  public static final int COMMIT_EVERY = 10_000;

  private final Path file;
  private final LogFile out;
  private long appended;
  private long uncommitted;
  private @Nullable AppendFailed failure;
  private boolean closed;

  private JsonLinesLog(Path file, LogFile out) {
    this.file = file;
    this.out = out;
  }

  /// Opens or creates the file. A last line that was torn by a crash is ended, so that it spoils no
  /// record but itself.
  public static JsonLinesLog open(Path file) throws AppendFailed {
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              ownerOnly(file));
      try {
        if (channel.tryLock() == null) {
          throw locked(file, null);
        }
        JsonLinesLog log = new JsonLinesLog(file, LogFile.of(channel));
        endTornLine(channel);
        return log;
      } catch (AppendFailed | IOException | OverlappingFileLockException e) {
        channel.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw locked(file, e);
    } catch (IOException e) {
      throw new AppendFailed(
          file + ": cannot be opened for appending (" + e + "); check the path and its permissions",
          e);
    }
  }

  /// Over a file of a test's own making.
  static JsonLinesLog over(Path name, LogFile out) {
    return new JsonLinesLog(name, out);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return Files.exists(file)
            || !file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
  }

  private static AppendFailed locked(Path file, @Nullable Throwable cause) {
    return new AppendFailed(
        file + ": another process appends to this log; stop it or name another file", cause);
  }

  private static void endTornLine(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.position(size);
    if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  @Override
  public synchronized void append(DecisionRecord record) throws AppendFailed {
    requireUsable();
    if (!record.inputs().encrypted().isEmpty()) {
      throw new AppendFailed(
          file
              + ": has no keys, and the bundle has fields to encrypt; keep a data folder, or mask"
              + " them",
          null);
    }
    byte[] line = (RecordWriter.write(record) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      out.write(line);
    } catch (IOException e) {
      throw fail("cannot be written", e);
    }
    appended++;
    uncommitted++;
    if (uncommitted >= COMMIT_EVERY) {
      commit();
    }
  }

  @Override
  public synchronized void commit() throws AppendFailed {
    requireUsable();
    try {
      out.force();
      uncommitted = 0;
    } catch (IOException e) {
      throw fail("cannot be forced to disk", e);
    }
  }

  /// Records appended since the log was opened.
  public synchronized long appended() {
    return appended;
  }

  @Override
  public synchronized void close() throws AppendFailed {
    if (closed) {
      return;
    }
    try {
      if (failure == null) {
        commit();
      }
    } finally {
      closed = true;
      closeFile();
    }
  }

  private void closeFile() throws AppendFailed {
    try {
      out.close();
    } catch (IOException e) {
      throw fail("cannot be closed", e);
    }
  }

  private void requireUsable() throws AppendFailed {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new AppendFailed(file + ": the log is closed; open it again", null);
    }
  }

  private AppendFailed fail(String what, IOException cause) {
    failure =
        new AppendFailed(
            file + ": " + what + " (" + cause + "); check the disk, then start again", cause);
    return failure;
  }
}
