package dev.remit.cli.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Reads the regular files of a tar archive packed with gzip.
///
/// Source: POSIX.1-1988 ustar; of the extensions only GNU's long names.
final class TarReader {
  /// Bytes of an archive, unpacked, at most.
  static final long ARCHIVE_BYTES_MAX = 1L << 30;

  private static final int BLOCK = 512;

  private final InputStream in;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private long bytesRead;

  private TarReader(InputStream in) {
    this.in = in;
  }

  static Map<String, byte[]> read(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      return new TarReader(in).read();
    }
  }

  private Map<String, byte[]> read() throws IOException {
    String longName = "";
    byte[] header = block(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      byte[] content = content(size(header));
      char type = (char) header[156];
      if (type == 'L') {
        longName = text(content, 0, content.length);
      } else {
        if (type == '0' || type == 0) {
          files.put(longName.isEmpty() ? name(header) : longName, content);
        }
        longName = "";
      }
      header = block(BLOCK);
    }
    return files;
  }

  private static int size(byte[] header) throws IOException {
    try {
      return Integer.parseInt(text(header, 124, 12).strip(), 8);
    } catch (NumberFormatException e) {
      throw new IOException("not a tar archive", e);
    }
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private byte[] content(int size) throws IOException {
    byte[] content = block(size);
    if (content.length < size) {
      throw new IOException("the tar archive ends too early");
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return content;
  }

  private byte[] block(int size) throws IOException {
    bytesRead += size;
    if (bytesRead > ARCHIVE_BYTES_MAX) {
      throw new IOException("the archive unpacks to more than " + ARCHIVE_BYTES_MAX + " bytes");
    }
    return in.readNBytes(size);
  }

  private static String text(byte[] bytes, int start, int lengthMax) {
    int end = start;
    while (end < start + lengthMax && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
