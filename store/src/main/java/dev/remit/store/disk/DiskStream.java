package dev.remit.store.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The bytes that a file had when the stream was made, from a position on. Every read is one of the
/// disk, so buffer it. For one thread; closing it closes the file.
public final class DiskStream extends InputStream {
  private final ReadableFile file;
  private final long end;
  private long position;

  public DiskStream(ReadableFile file, long start) throws IOException {
    this.file = file;
    this.end = file.size();
    this.position = start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    int count = (int) Math.min(length, end - position);
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    file.read(ByteBuffer.wrap(into, offset, count), position);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
