package dev.remit.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.zip.CRC32;

/// What a page says of itself. The page follows it; `values` counts nulls too, or the entries of a
/// dictionary.
record PageHeader(
    int type, int plainBytes, int compressedBytes, int crc, int values, Encoding encoding) {
  static final int DATA = 0;
  static final int DICTIONARY = 2;

  static PageHeader read(PageBytes in) throws UnreadableParquet {
    ThriftReader reader = new ThriftReader(in);
    Fields fields = new Fields();
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> fields.type = reader.i32();
        case 2 -> fields.plainBytes = reader.i32();
        case 3 -> fields.compressedBytes = reader.i32();
        case 4 -> fields.crc = reader.i32();
        case 5, 7 -> fields.readPage(reader);
        default -> reader.skip();
      }
    }
    return fields.header();
  }

  /// Takes the page from behind its header. What is allocated is bounded by what zstd itself says
  /// of the page, which is the same as the header says.
  byte[] page(PageBytes in) throws UnreadableParquet {
    int start = in.skip(compressedBytes);
    CRC32 found = new CRC32();
    found.update(in.array(), start, compressedBytes);
    if ((int) found.getValue() != crc) {
      throw new UnreadableParquet("a page does not match its checksum");
    }
    long said = Zstd.getFrameContentSize(in.array(), start, compressedBytes);
    if (said != plainBytes || plainBytes > ParquetLimits.PAGE_TOTAL_BYTES_MAX) {
      throw new UnreadableParquet("a page has another size than its header says");
    }
    return decompress(in.array(), start);
  }

  private byte[] decompress(byte[] bytes, int start) throws UnreadableParquet {
    byte[] page = new byte[plainBytes];
    try {
      Zstd.decompressByteArray(page, 0, plainBytes, bytes, start, compressedBytes);
      return page;
    } catch (ZstdException e) {
      throw new UnreadableParquet("a page does not decompress (" + e.getMessage() + ")");
    }
  }

  private static final class Fields {
    int type = -1;
    int plainBytes = -1;
    int compressedBytes = -1;
    int crc;
    int values = -1;
    int encoding = -1;

    void readPage(ThriftReader reader) throws UnreadableParquet {
      reader.struct();
      for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
        switch (field) {
          case 1 -> values = reader.i32();
          case 2 -> encoding = reader.i32();
          default -> reader.skip();
        }
      }
      reader.end();
    }

    PageHeader header() throws UnreadableParquet {
      if (type != DATA && type != DICTIONARY) {
        throw new UnreadableParquet("a page is of type " + type + ", which is not known here");
      }
      if (plainBytes < 0 || compressedBytes < 0 || values < 0) {
        throw new UnreadableParquet("a page's header lacks a size");
      }
      return new PageHeader(type, plainBytes, compressedBytes, crc, values, Encoding.of(encoding));
    }
  }
}
