package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.ReadableFile;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.ParquetWriter;
import dev.remit.store.row.Leaf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The hash of a sealed part's bytes, and of the bytes that its rows and metadata make.
final class PartDigest {
  private static final int READ_BYTES = 1 << 20;

  private PartDigest() {}

  static Hash ofFile(Disk disk, String part) throws IOException {
    MessageDigest digest = Leaf.sha256();
    try (ReadableFile file = disk.openRead(part)) {
      for (long at = 0; at < file.size(); at += READ_BYTES) {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(READ_BYTES, file.size() - at));
        file.read(bytes, at);
        digest.update(bytes.flip());
      }
    }
    return Hash.of(digest.digest());
  }

  static Hash ofRows(Disk disk, String part) throws IOException {
    MessageDigest digest = Leaf.sha256();
    OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
    try (ParquetReader reader = ParquetReader.open(part, disk.openRead(part));
        ParquetWriter writer = ParquetWriter.open(out, reader.schema())) {
      ParquetRows rows = reader.rows();
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        writer.write(row);
      }
      writer.finish(reader.metadata());
    }
    return Hash.of(digest.digest());
  }
}
