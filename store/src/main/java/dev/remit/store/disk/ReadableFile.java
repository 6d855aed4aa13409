package dev.remit.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file open for reading, also while it is appended to. It stays readable when it is renamed or
/// deleted.
public interface ReadableFile extends Closeable {
  /// Bytes that are copied at a time.
  int COPY_BYTES = 1 << 20;

  /// Bytes of the file as it is now.
  long size() throws IOException;

  /// Fills all that remains of `into` with the bytes from `position`. Throws [java.io.EOFException]
  /// if the file ends before.
  void read(ByteBuffer into, long position) throws IOException;

  /// Appends the bytes from `start` up to `end` to another file.
  default void copy(long start, long end, OpenFile to) throws IOException {
    for (long at = start; at < end; at += COPY_BYTES) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(COPY_BYTES, end - at));
      read(bytes, at);
      to.append(bytes.flip());
    }
  }
}
