package dev.remit.store.log;

import dev.remit.store.disk.ReadableFile;
import dev.remit.store.row.ByteInput;
import dev.remit.store.row.Bytes;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// What a segment is made of: a length and a CRC-32C, each of 4 bytes, and so many bytes of which
/// the first says what they are.
final class Frames {
  static final int HEADER = 0;
  static final int GROUP = 1;

  /// Bytes of one frame, its length and CRC not counted.
  static final int FRAME_BYTES_MAX = 32 << 20;

  private static final int PREFIX_BYTES = 2 * Integer.BYTES;

  private Frames() {}

  /// Makes room for the length and the CRC of a frame that begins here.
  static int start(Bytes out, int kind) {
    int start = out.size();
    out.putLong(0);
    out.put(kind);
    return start;
  }

  /// Ends the frame that began at `start`.
  static void end(Bytes out, int start) {
    int length = out.size() - start - PREFIX_BYTES;
    out.setInt(start, length);
    out.setInt(start + Integer.BYTES, crc(out.array(), start + PREFIX_BYTES, length));
  }

  private static int crc(byte[] bytes, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, length);
    return (int) crc.getValue();
  }

  /// Goes through the frames of a file, as it was when this was made. Used by one thread.
  static final class Scan {
    private final ReadableFile file;
    private final long size;
    private long offset;

    Scan(ReadableFile file) throws IOException {
      this.file = file;
      this.size = file.size();
    }

    /// Where the next frame begins.
    long offset() {
      return offset;
    }

    boolean isAtEnd() {
      return offset == size;
    }

    /// What the next frame holds. Throws [DamagedBytes] if it is not there as it was written; then
    /// this stays where it is.
    ByteInput next() throws IOException, DamagedBytes {
      if (size - offset < PREFIX_BYTES) {
        throw new DamagedBytes("ends within the length of a frame");
      }
      ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES);
      file.read(prefix, offset);
      int length = prefix.getInt(0);
      if (length < 1 || length > FRAME_BYTES_MAX) {
        throw new DamagedBytes("has a frame of " + length + " bytes");
      }
      if (length > size - offset - PREFIX_BYTES) {
        throw new DamagedBytes("ends within a frame");
      }
      ByteBuffer content = ByteBuffer.allocate(length);
      file.read(content, offset + PREFIX_BYTES);
      if (crc(content.array(), 0, length) != prefix.getInt(Integer.BYTES)) {
        throw new DamagedBytes("has a frame whose checksum is wrong");
      }
      offset += PREFIX_BYTES + length;
      return new ByteInput(content.array());
    }
  }
}
