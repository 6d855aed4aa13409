package dev.remit.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/// Reads the files of a `.tar.gz` archive into memory.
///
/// Source: POSIX.1-1988 ustar headers, with GNU and pax records for long names.
public final class TarGz {
  private static final int BLOCK_BYTES = 512;

  private TarGz() {}

  /// The text of every file whose path in the archive is `wanted`, by path.
  public static SortedMap<String, String> texts(Path archive, Predicate<String> wanted) {
    SortedMap<String, String> texts = new TreeMap<>();
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
      read(in, wanted, texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static void read(
      InputStream in, Predicate<String> wanted, SortedMap<String, String> texts)
      throws IOException {
    String longName = "";
    byte[] header = in.readNBytes(BLOCK_BYTES);
    while (header.length == BLOCK_BYTES && header[0] != 0) {
      char type = (char) header[156];
      int size = Integer.parseInt(field(header, 124, 12).strip(), 8);
      String name = longName.isEmpty() ? name(header) : longName;
      longName = "";
      if (type == 'L' || type == 'x') {
        longName = longName(type, text(in, size));
      } else if ((type == '0' || type == 0) && wanted.test(name)) {
        texts.put(name, text(in, size));
      } else {
        in.skipNBytes(size);
      }
      in.skipNBytes((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
      header = in.readNBytes(BLOCK_BYTES);
    }
  }

  private static String text(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the archive ends within a file");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String name(byte[] header) {
    String prefix = field(header, 345, 155);
    boolean ustar = field(header, 257, 6).equals("ustar");
    String name = field(header, 0, 100);
    return ustar && !prefix.isEmpty() ? prefix + "/" + name : name;
  }

  private static String longName(char type, String record) {
    if (type == 'L') {
      return record.substring(0, record.indexOf('\0'));
    }
    int path = record.indexOf(" path=");
    return path < 0 ? "" : record.substring(path + 6, record.indexOf('\n', path));
  }

  private static String field(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
