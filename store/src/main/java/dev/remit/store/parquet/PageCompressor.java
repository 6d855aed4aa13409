package dev.remit.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.zip.CRC32;

/// Turns the bytes of a page into the page: a header and what zstd made of them. One for all
/// columns of a writer; holds native memory until it is closed.
final class PageCompressor implements AutoCloseable {
  /// Of a log's columns 3, which zstd itself takes, costs a fifth more time a row in all and saves
  /// nothing; see ADR 0007.
  private static final int LEVEL = 1;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private final CRC32 crc = new CRC32();
  private final GrowingBytes compressed = new GrowingBytes();

  PageCompressor() {
    zstd.setLevel(LEVEL);
    zstd.setContentSize(true);
  }

  void dataPage(GrowingBytes page, int values, Encoding encoding, GrowingBytes out) {
    compress(page);
    ThriftWriter header = header(PageHeader.DATA, page.length(), out);
    header.struct(5);
    header.i32(1, values);
    header.i32(2, encoding.code());
    header.i32(3, Encoding.RLE.code());
    header.i32(4, Encoding.RLE.code());
    header.end();
    header.end();
    out.put(compressed.array(), 0, compressed.length());
  }

  void dictionaryPage(GrowingBytes page, int entries, GrowingBytes out) {
    compress(page);
    ThriftWriter header = header(PageHeader.DICTIONARY, page.length(), out);
    header.struct(7);
    header.i32(1, entries);
    header.i32(2, Encoding.PLAIN.code());
    header.end();
    header.end();
    out.put(compressed.array(), 0, compressed.length());
  }

  private ThriftWriter header(int type, int plainBytes, GrowingBytes out) {
    ThriftWriter header = new ThriftWriter(out);
    header.i32(1, type);
    header.i32(2, plainBytes);
    header.i32(3, compressed.length());
    header.i32(4, crc(compressed));
    return header;
  }

  private void compress(GrowingBytes page) {
    compressed.clear();
    int room = (int) Zstd.compressBound(page.length());
    compressed.grow(room);
    int bytes = zstd.compressByteArray(compressed.array(), 0, room, page.array(), 0, page.length());
    compressed.shrink(bytes);
  }

  /// Bytes of the last page without its header.
  int compressedBytes() {
    return compressed.length();
  }

  private int crc(GrowingBytes bytes) {
    crc.reset();
    crc.update(bytes.array(), 0, bytes.length());
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    zstd.close();
  }
}
