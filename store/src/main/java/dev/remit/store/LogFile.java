package dev.remit.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Where a log's bytes go: a file, or a test's idea of one.
interface LogFile extends Closeable {
  /// Writes all of `bytes` at the end.
  void write(byte[] bytes) throws IOException;

  /// Returns once what was written survives a loss of power.
  void force() throws IOException;

  /// `channel` stands at its end.
  static LogFile of(FileChannel channel) {
    return new LogFile() {
      @Override
      public void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }

      @Override
      public void force() throws IOException {
        channel.force(false);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
