package dev.remit.store.backup;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.log.Hash;
import dev.remit.store.row.Leaf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// The first bytes of files, hashed and copied.
final class Copying {
  static final String TEMPORARY = ".tmp";

  private static final int CHUNK_BYTES = 1 << 20;

  private Copying() {}

  /// Takes bytes in their order.
  @FunctionalInterface
  private interface Sink {
    void take(ByteBuffer bytes) throws IOException;
  }

  static Hash hash(Disk disk, String name, long size) throws IOException {
    return read(disk, name, size, bytes -> {});
  }

  /// Writes a file that is called so once it is whole and on the disk, in place of one that was
  /// there. Returns the hash of what was written.
  static Hash copy(Disk from, String name, long size, Disk to, String target) throws IOException {
    String temporary = target + TEMPORARY;
    to.deleteIfPresent(temporary);
    Hash hash;
    try (OpenFile file = to.create(temporary)) {
      hash = read(from, name, size, file::append);
      file.force();
    }
    to.rename(temporary, target);
    return hash;
  }

  static void write(Disk to, String target, byte[] content) throws IOException {
    String temporary = target + TEMPORARY;
    to.deleteIfPresent(temporary);
    try (OpenFile file = to.create(temporary)) {
      file.append(ByteBuffer.wrap(content));
      file.force();
    }
    to.rename(temporary, target);
  }

  private static Hash read(Disk disk, String name, long size, Sink sink) throws IOException {
    MessageDigest digest = Leaf.sha256();
    try (ReadableFile file = disk.openRead(name)) {
      for (long at = 0; at < size; at += CHUNK_BYTES) {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, size - at));
        file.read(bytes, at);
        digest.update(bytes.flip().duplicate());
        sink.take(bytes);
      }
    }
    return Hash.of(digest.digest());
  }
}
