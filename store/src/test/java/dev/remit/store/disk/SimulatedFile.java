package dev.remit.store.disk;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Bytes of which a first part is forced. A cut below it is undone by a loss of power, unless it
/// was forced too.
final class SimulatedFile implements SimulatedNode {
  private byte[] bytes;
  private int size;
  private int forced;
  private byte[] cut;
  private boolean broken;

  SimulatedFile() {
    this(new byte[0], 0, 0, new byte[0], false);
  }

  private SimulatedFile(byte[] bytes, int size, int forced, byte[] cut, boolean broken) {
    this.bytes = bytes;
    this.size = size;
    this.forced = forced;
    this.cut = cut;
    this.broken = broken;
  }

  static SimulatedFile forced(byte[] bytes) {
    return new SimulatedFile(bytes.clone(), bytes.length, bytes.length, new byte[0], false);
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  void read(byte[] into, int position) {
    System.arraycopy(bytes, position, into, 0, into.length);
  }

  void append(byte[] more, int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
    }
    System.arraycopy(more, 0, bytes, size, count);
    size += count;
  }

  void truncate(int length) {
    if (length < forced) {
      ByteArrayOutputStream tail = new ByteArrayOutputStream();
      tail.write(bytes, length, forced - length);
      tail.writeBytes(cut);
      cut = tail.toByteArray();
      forced = length;
    }
    size = Math.min(size, length);
  }

  /// Forces what it writes.
  void erase() {
    Arrays.fill(bytes, 0, size, (byte) 0);
    force();
  }

  /// Does nothing once a force has failed, as where the file system forgets what it could not
  /// write.
  void force() {
    if (!broken) {
      forced = size;
      cut = new byte[0];
    }
  }

  void failForce() {
    broken = true;
  }

  @Override
  public SimulatedNode copy() {
    return new SimulatedFile(bytes.clone(), size, forced, cut, broken);
  }

  @Override
  public SimulatedNode crashed(RandomGenerator random) {
    return forced(random.nextBoolean() ? undone() : torn(random));
  }

  private byte[] undone() {
    byte[] before = Arrays.copyOf(bytes, forced + cut.length);
    System.arraycopy(cut, 0, before, forced, cut.length);
    return before;
  }

  /// Ends anywhere in what was not forced; in one of four, a part of that is zeros, as where a
  /// later block reached the disk and an earlier one did not.
  private byte[] torn(RandomGenerator random) {
    int end = random.nextInt(forced, size + 1);
    byte[] torn = Arrays.copyOf(bytes, end);
    if (end > forced && random.nextInt(4) == 0) {
      int from = random.nextInt(forced, end);
      Arrays.fill(torn, from, random.nextInt(from, end) + 1, (byte) 0);
    }
    return torn;
  }
}
