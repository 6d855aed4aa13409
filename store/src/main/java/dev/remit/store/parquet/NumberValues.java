package dev.remit.store.parquet;

import java.util.Arrays;

/// Numbers, by way of a dictionary where the first page is smaller so, otherwise as differences.
final class NumberValues implements ColumnValues {
  private static final int FIRST_CAPACITY = 64;

  private final PhysicalType type;
  private final long limit;
  private final NumberDictionary dictionary = new NumberDictionary();
  private final GrowingInts indexes = new GrowingInts();
  private final GrowingBytes differences = new GrowingBytes();
  private long[] page = new long[FIRST_CAPACITY];
  private int count;
  private boolean first = true;
  private boolean indexed = true;
  private boolean full;

  /// `type` is INT32, INT64 or TIMESTAMP.
  NumberValues(ParquetType type) {
    this.type = type.physical();
    this.limit = type == ParquetType.TIMESTAMP ? ParquetLimits.TIMESTAMP_MAX : Long.MAX_VALUE;
  }

  @Override
  public void add(Object value) {
    long number = type == PhysicalType.INT32 ? (Integer) value : (Long) value;
    if (number > limit || number < -limit - 1) {
      throw new IllegalArgumentException("`" + number + "` is too far from 1970");
    }
    if (count == page.length) {
      page = Arrays.copyOf(page, count * 2);
    }
    page[count++] = number;
    if (indexed) {
      indexes.add(dictionary.indexOf(number));
      full = dictionaryFull();
    }
  }

  private int valueBytes() {
    return type == PhysicalType.INT32 ? Integer.BYTES : Long.BYTES;
  }

  @Override
  public boolean full() {
    return full;
  }

  private boolean dictionaryFull() {
    return dictionary.size() >= ParquetLimits.DICTIONARY_ENTRIES_MAX
        || dictionaryBytes() >= ParquetLimits.DICTIONARY_BYTES_MAX;
  }

  @Override
  public Page endPage(GrowingBytes out) {
    if (count == 0) {
      return Page.EMPTY;
    }
    Page ended = new Page(write(out), bounds());
    indexed &= !full;
    full = false;
    first = false;
    count = 0;
    indexes.clear();
    return ended;
  }

  private Encoding write(GrowingBytes out) {
    if (!indexed) {
      Delta.write(page, count, type == PhysicalType.INT32, out);
      return Encoding.DELTA_BINARY_PACKED;
    }
    int start = out.length();
    TextValues.writeIndexes(indexes, dictionary.size(), out);
    if (!first) {
      return Encoding.RLE_DICTIONARY;
    }
    differences.clear();
    Delta.write(page, count, type == PhysicalType.INT32, differences);
    if (out.length() - start + dictionaryBytes() <= differences.length()) {
      return Encoding.RLE_DICTIONARY;
    }
    out.shrink(start);
    out.put(differences.array(), 0, differences.length());
    indexed = false;
    dictionary.clear();
    return Encoding.DELTA_BINARY_PACKED;
  }

  private Bounds bounds() {
    long min = page[0];
    long max = page[0];
    for (int i = 1; i < count; i++) {
      min = Math.min(min, page[i]);
      max = Math.max(max, page[i]);
    }
    return Bounds.exact(Bounds.plain(type, min), Bounds.plain(type, max));
  }

  @Override
  public int dictionarySize() {
    return dictionary.size();
  }

  @Override
  public int dictionaryBytes() {
    return dictionary.size() * valueBytes();
  }

  @Override
  public void writeDictionary(GrowingBytes out) {
    for (int i = 0; i < dictionary.size(); i++) {
      if (type == PhysicalType.INT32) {
        out.putInt((int) dictionary.get(i));
      } else {
        out.putLong(dictionary.get(i));
      }
    }
  }

  @Override
  public void endGroup() {
    dictionary.clear();
    first = true;
    indexed = true;
  }
}
