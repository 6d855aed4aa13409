package dev.remit.store.entity;

import dev.remit.store.disk.DiskStream;
import dev.remit.store.disk.ReadableFile;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The frames of a segment, one after the other, up to the first that is not whole. For one thread.
final class FrameReader implements Closeable {
  private final ReadableFile file;
  private final String name;
  private final int contentBytesMax;
  private final InputStream in;
  private final long size;
  private long start;
  private long position;

  FrameReader(ReadableFile file, String name, int contentBytesMax) throws IOException {
    this.file = file;
    this.name = name;
    this.contentBytesMax = contentBytesMax;
    this.size = file.size();
    this.in = new BufferedInputStream(new DiskStream(file, 0), 1 << 16);
  }

  /// What the next frame holds; empty where no whole frame follows.
  Optional<byte[]> next() throws IOException, DamagedHistory {
    start = position;
    byte[] header = in.readNBytes(Frame.HEADER_BYTES);
    if (header.length < Frame.HEADER_BYTES) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(header).getInt();
    if (length < 1 || length > contentBytesMax + 1 || length > size - start - header.length) {
      return Optional.empty();
    }
    byte[] frame = Arrays.copyOf(header, header.length + length);
    int read = in.readNBytes(frame, header.length, length);
    if (read < length || !Frame.isAt(frame, 0)) {
      return Optional.empty();
    }
    position += frame.length;
    return Optional.of(
        Frame.content(frame, contentBytesMax)
            .orElseThrow(() -> damaged("what it holds cannot be unpacked")));
  }

  /// Where the last frame that was read ends: with it, everything whole.
  long position() {
    return position;
  }

  /// Bytes of the file when it was opened.
  long size() {
    return size;
  }

  /// Throws if what follows the last whole frame cannot be the rest of one change that was torn: it
  /// is longer, or a whole frame lies in it. For a change is written when the one before it is on
  /// the disk.
  void requireTornAtMost() throws IOException, DamagedHistory {
    long left = size - position;
    if (left > Frame.HEADER_BYTES + 1L + contentBytesMax) {
      throw damagedMiddle();
    }
    byte[] rest = new byte[(int) left];
    file.read(ByteBuffer.wrap(rest), position);
    for (int at = 1; at < rest.length; at++) {
      if (Frame.isAt(rest, at)) {
        throw damagedMiddle();
      }
    }
  }

  /// Throws if anything follows the last whole frame.
  void requireEnd() throws DamagedHistory {
    if (position < size) {
      throw new DamagedHistory(name, position, "does not match its checksum");
    }
  }

  private DamagedHistory damagedMiddle() {
    return new DamagedHistory(name, position, "does not match its checksum, and changes follow it");
  }

  /// What is wrong with the frame that was read last.
  DamagedHistory damaged(String problem) {
    return new DamagedHistory(name, start, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
