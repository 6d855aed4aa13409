package dev.remit.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/// Archives (`.tar.gz`) of small texts. Source: POSIX.1-1988 `ustar`; names have at most 100 bytes.
public final class Archive {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_AT = 156;

  private Archive() {}

  /// The texts of the files whose names are wanted, by name, sorted.
  public static Map<String, String> texts(Path archive, Predicate<String> wanted) {
    Map<String, String> texts = new TreeMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        String name = field(header, 0, NAME_LENGTH);
        byte[] content = content(in, Integer.parseInt(field(header, SIZE_AT, SIZE_LENGTH), 8));
        boolean file = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        if (file && wanted.test(name)) {
          texts.put(name, new String(content, StandardCharsets.UTF_8));
        }
        header = in.readNBytes(BLOCK);
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(InputStream in, int size) throws IOException {
    byte[] content = in.readNBytes(size);
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    if (content.length < size) {
      throw new EOFException("the archive ends within a file");
    }
    return content;
  }

  private static String field(byte[] header, int start, int length) {
    String field = new String(header, start, length, StandardCharsets.ISO_8859_1);
    int end = field.indexOf(0);
    return (end < 0 ? field : field.substring(0, end)).strip();
  }
}
