package dev.remit.server.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// Reads the files of a `.tar.gz`. Strict: a checksum that does not match, a link, a device or an
/// end before the end refuses the archive.
///
/// Source: POSIX.1-2001 ustar and pax, of pax only paths; GNU's long names.
final class TarGzReader {
  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES_MAX = 64 * 1024;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int NUMBER_LENGTH = 12;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final int OCTAL = 8;

  private final UploadedArchive archive;
  private int bytesRead;
  private String longName = "";

  TarGzReader(UploadedArchive archive) {
    this.archive = archive;
  }

  void read(byte[] bytes) throws UnusableArchive {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
      byte[] header = block(in, BLOCK_BYTES);
      while (!isZero(header)) {
        requireChecksum(header);
        archive.countEntry();
        entry(in, header);
        header = block(in, BLOCK_BYTES);
      }
      // The checksum of the packed bytes is checked at their end.
      while (in.skip(BLOCK_BYTES) > 0) {
        count(BLOCK_BYTES);
      }
    } catch (IOException e) {
      throw new UnusableArchive("it cannot be unpacked (" + e.getMessage() + ")");
    }
  }

  private void entry(InputStream in, byte[] header) throws IOException, UnusableArchive {
    char type = (char) header[TYPE_AT];
    int size = (int) number(header, SIZE_AT, NUMBER_LENGTH);
    String name = longName.isEmpty() ? name(header) : longName;
    switch (type) {
      case '0', '\0' -> {
        archive.add(name, content(in, size));
        longName = "";
      }
      case '5' -> {
        content(in, size);
        longName = "";
      }
      case 'L' -> longName = untilZero(name(in, size));
      case 'x' -> longName = paxPath(name(in, size));
      case 'g' -> content(in, size);
      case '1', '2' -> throw new UnusableArchive("`" + name + "` is a link");
      default -> throw new UnusableArchive("`" + name + "` is neither a file nor a folder");
    }
  }

  private String name(InputStream in, int size) throws IOException, UnusableArchive {
    if (size > NAME_BYTES_MAX) {
      throw new UnusableArchive("a name of more than " + NAME_BYTES_MAX + " bytes");
    }
    return new String(content(in, size), StandardCharsets.UTF_8);
  }

  private static String untilZero(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// Records are `LENGTH KEY=VALUE\n`, the length in bytes of UTF-8 and itself included.
  private static String paxPath(String records) throws UnusableArchive {
    byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
    String path = "";
    int start = 0;
    while (start < bytes.length) {
      int space = start;
      while (space < bytes.length && bytes[space] != ' ') {
        space++;
      }
      int length = length(new String(bytes, start, space - start, StandardCharsets.UTF_8));
      if (length <= space - start + 1 || length > bytes.length - start) {
        throw new UnusableArchive("a header whose lengths do not fit");
      }
      String record =
          new String(bytes, space + 1, start + length - space - 2, StandardCharsets.UTF_8);
      if (record.startsWith("size=")) {
        throw new UnusableArchive("a file of more than 8 GiB");
      }
      path = record.startsWith("path=") ? record.substring("path=".length()) : path;
      start += length;
    }
    return path;
  }

  private static int length(String digits) throws UnusableArchive {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw new UnusableArchive("a header without a length");
    }
  }

  private byte[] content(InputStream in, int size) throws IOException, UnusableArchive {
    byte[] content = block(in, size);
    block(in, (BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
    return content;
  }

  private byte[] block(InputStream in, int size) throws IOException, UnusableArchive {
    count(size);
    byte[] block = in.readNBytes(size);
    if (block.length < size) {
      throw new UnusableArchive("it ends early");
    }
    return block;
  }

  private void count(int bytes) throws UnusableArchive {
    bytesRead = Math.addExact(bytesRead, bytes);
    if (bytesRead > UploadedArchive.BYTES_MAX) {
      throw new UnusableArchive("it unpacks to more than " + UploadedArchive.BYTES_MAX + " bytes");
    }
  }

  private static boolean isZero(byte[] header) {
    for (byte each : header) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /// Over the header with blanks in the place of the checksum.
  private static void requireChecksum(byte[] header) throws UnusableArchive {
    int sum = 0;
    for (int i = 0; i < header.length; i++) {
      boolean isOwn = CHECKSUM_AT <= i && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      sum += isOwn ? ' ' : header[i] & 0xff;
    }
    if (number(header, CHECKSUM_AT, CHECKSUM_LENGTH) != sum) {
      throw new UnusableArchive("a header does not match its checksum");
    }
  }

  private static long number(byte[] header, int start, int length) throws UnusableArchive {
    String text = text(header, start, length).strip();
    try {
      long number = text.isEmpty() ? 0 : Long.parseLong(text, OCTAL);
      if (0 <= number && number <= UploadedArchive.BYTES_MAX) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new UnusableArchive("a header has a number that cannot be");
  }

  private static String name(byte[] header) {
    boolean isUstar = text(header, MAGIC_AT, 5).equals("ustar");
    String prefix = isUstar ? text(header, PREFIX_AT, PREFIX_LENGTH) : "";
    String name = text(header, 0, NAME_LENGTH);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int start, int lengthMax) {
    int end = start;
    while (end < start + lengthMax && header[end] != 0) {
      end++;
    }
    return new String(header, start, end - start, StandardCharsets.UTF_8);
  }
}
