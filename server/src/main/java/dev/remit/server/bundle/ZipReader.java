package dev.remit.server.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Reads the files of a ZIP archive. What is in it is said twice, before each file and in a
/// directory at the end; only there is it said what is a link. An archive whose two accounts differ
/// is refused, because others may see another one in it.
///
/// Source: PKWARE APPNOTE 6.3, without ZIP64.
final class ZipReader {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int COMMENT_BYTES_MAX = 0xffff;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int DIRECTORY_ENTRY_BYTES = 46;
  private static final int FILE_TYPE = 0xf000;
  private static final int LINK = 0xa000;

  private final UploadedArchive archive;

  ZipReader(UploadedArchive archive) {
    this.archive = archive;
  }

  void read(byte[] bytes) throws UnusableArchive {
    List<String> names = new ArrayList<>();
    int bytesLeft = UploadedArchive.BYTES_MAX;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        archive.countEntry();
        byte[] content = zip.readNBytes(bytesLeft + 1);
        bytesLeft -= content.length;
        if (bytesLeft < 0) {
          throw new UnusableArchive(
              "it unpacks to more than " + UploadedArchive.BYTES_MAX + " bytes");
        }
        names.add(entry.getName());
        if (!entry.isDirectory()) {
          archive.add(entry.getName(), content);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableArchive("it cannot be unpacked (" + e.getMessage() + ")");
    }
    if (!directory(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).equals(names)) {
      throw new UnusableArchive("its directory does not list the files that are in it");
    }
  }

  /// The names that the directory lists. Throws if one is a link.
  private static List<String> directory(ByteBuffer zip) throws UnusableArchive {
    int end = end(zip);
    int count = Short.toUnsignedInt(zip.getShort(end + 10));
    int at = zip.getInt(end + 16);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (at < 0
          || at > end - DIRECTORY_ENTRY_BYTES
          || zip.getInt(at) != DIRECTORY_ENTRY
          || nextEntry(zip, at) > end) {
        throw new UnusableArchive("its directory is damaged");
      }
      String name = text(zip, at + DIRECTORY_ENTRY_BYTES, length(zip, at + 28));
      int mode = zip.getInt(at + 38) >>> 16;
      if ((mode & FILE_TYPE) == LINK) {
        throw new UnusableArchive("`" + name + "` is a link");
      }
      names.add(name);
      at = nextEntry(zip, at);
    }
    return names;
  }

  private static int nextEntry(ByteBuffer zip, int at) {
    return at
        + DIRECTORY_ENTRY_BYTES
        + length(zip, at + 28)
        + length(zip, at + 30)
        + length(zip, at + 32);
  }

  private static int length(ByteBuffer zip, int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  private static String text(ByteBuffer zip, int at, int length) {
    byte[] bytes = new byte[length];
    zip.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Where the end of the directory is, before the comment that ends the archive.
  private static int end(ByteBuffer zip) throws UnusableArchive {
    int last = zip.limit() - END_BYTES;
    for (int at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at--) {
      if (zip.getInt(at) == END && length(zip, at + 20) == last - at) {
        return at;
      }
    }
    throw new UnusableArchive("it ends early");
  }
}
