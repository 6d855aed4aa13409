package dev.remit.server.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives as people make them, and as nobody should.
public final class Archives {
  private static final int BLOCK = 512;

  private Archives() {}

  /// One entry of a tar archive.
  record Item(String name, char type, String link, String content) {
    static Item file(String name, String text) {
      return new Item(name, '0', "", text);
    }

    static Item folder(String name) {
      return new Item(name, '5', "", "");
    }

    static Item link(String name, char type, String target) {
      return new Item(name, type, target, "");
    }
  }

  public static byte[] tarGz(Map<String, String> files) throws IOException {
    return tarGz(
        files.entrySet().stream().map(file -> Item.file(file.getKey(), file.getValue())).toList());
  }

  static byte[] tarGz(List<Item> items) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      for (Item item : items) {
        write(gzip, item);
      }
      gzip.write(new byte[2 * BLOCK]);
    }
    return out.toByteArray();
  }

  static byte[] tarGzWithoutEnd(Item item) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      write(gzip, item);
    }
    return out.toByteArray();
  }

  private static void write(GZIPOutputStream gzip, Item item) throws IOException {
    byte[] content = bytes(item);
    gzip.write(header(item));
    gzip.write(content);
    gzip.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private static byte[] bytes(Item item) {
    return item.content().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] header(Item item) {
    byte[] header = new byte[BLOCK];
    put(header, 0, item.name());
    put(header, 100, "0000644");
    put(header, 124, "%011o".formatted(bytes(item).length));
    put(header, 156, String.valueOf(item.type()));
    put(header, 157, item.link());
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 8 * ' ';
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  public static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
