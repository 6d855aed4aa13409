package dev.remit.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file open for appending.
///
/// After a failed append the file may end in any part of the bytes; after a failed force nothing
/// since the last one is sure, ever. A thread that is interrupted in here may lose the file to
/// everyone, so append from threads that nobody interrupts.
public interface OpenFile extends Closeable {
  /// Writes all that remains of `bytes` at the end.
  void append(ByteBuffer bytes) throws IOException;

  /// Returns once all that the file holds survives a loss of power, also what was written before it
  /// was opened.
  void force() throws IOException;

  /// Bytes of the file.
  long size() throws IOException;
}
