package dev.remit.store.log;

import dev.remit.store.disk.OpenFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A file of a disk as a stream, which leaves it open.
final class FileStream extends OutputStream {
  private final OpenFile file;

  FileStream(OpenFile file) {
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    file.append(ByteBuffer.wrap(bytes, start, length));
  }
}
