package dev.remit.store.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One column of the row group under way: levels and values of a page, and the pages that are done.
/// For one thread.
final class ColumnWriter {
  private final ParquetColumn column;
  private final boolean repeated;
  private final int definitionMax;
  private final PageCompressor compressor;
  private final Levels definitions;
  private final Levels repetitions;
  private final ColumnValues values;
  private final GrowingBytes page = new GrowingBytes();
  private final GrowingBytes pages = new GrowingBytes();
  private final List<PageEntry> entries = new ArrayList<>();
  private int pageRows;
  private int pageNulls;
  private int pageValues;
  private long rows;
  private long plainBytes;

  ColumnWriter(ParquetColumn column, PageCompressor compressor) {
    this.column = column;
    this.repeated = column.repeated();
    this.definitionMax = column.definitionMax();
    this.compressor = compressor;
    this.definitions = new Levels(definitionMax);
    this.repetitions = new Levels(repeated ? 1 : 0);
    this.values = values(column.type());
  }

  static ColumnValues values(ParquetType type) {
    return switch (type) {
      case BOOLEAN -> new BooleanValues();
      case INT32, INT64, TIMESTAMP -> new NumberValues(type);
      case STRING, JSON, UUID, STRINGS -> new TextValues(type);
    };
  }

  /// Takes the value of one more row; says whether a page has ended with it.
  boolean write(@Nullable Object value) {
    try {
      if (value == null) {
        writeNull();
      } else if (repeated) {
        writeList((List<?>) value);
      } else {
        writePresent(value);
      }
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(wrongType(value), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column `" + column.name() + "`: " + e.getMessage(), e);
    }
    pageRows++;
    if (pageRows == ParquetLimits.PAGE_ROWS_MAX || values.full() || listsFull()) {
      endPage();
      return true;
    }
    return false;
  }

  private boolean listsFull() {
    return repeated && pageNulls + pageValues >= ParquetLimits.PAGE_ROWS_MAX;
  }

  private String wrongType(@Nullable Object value) {
    String found = value == null ? "null" : value.getClass().getSimpleName();
    return "column `" + column.name() + "`: holds " + column.type() + ", not a " + found;
  }

  private void writeNull() {
    if (!column.optional()) {
      throw new IllegalArgumentException("holds no nulls; give a value or make it optional");
    }
    writeAbsent(0);
  }

  private void writeAbsent(int definition) {
    definitions.add(definition);
    if (repeated) {
      repetitions.add(0);
    }
    pageNulls++;
  }

  private void writePresent(Object value) {
    values.add(value);
    if (definitionMax > 0) {
      definitions.add(definitionMax);
    }
    pageValues++;
  }

  private void writeList(List<?> list) {
    if (list.size() > ParquetLimits.LIST_ELEMENTS_MAX) {
      throw new IllegalArgumentException(
          "a list has " + list.size() + " texts; at most " + ParquetLimits.LIST_ELEMENTS_MAX);
    }
    if (list.isEmpty()) {
      writeAbsent(definitionMax - 1);
      return;
    }
    requireLength(list);
    for (int i = 0; i < list.size(); i++) {
      values.add(list.get(i));
      definitions.add(definitionMax);
      repetitions.add(i == 0 ? 0 : 1);
    }
    pageValues += list.size();
  }

  private static void requireLength(List<?> list) {
    long length = 0;
    for (Object element : list) {
      if (element == null) {
        throw new IllegalArgumentException("a list has a null in it; leave it out");
      }
      length += ((String) element).length();
    }
    if (length > ParquetLimits.LIST_CHARS_MAX) {
      throw new IllegalArgumentException(
          "the texts of a list are " + length + " long; at most " + ParquetLimits.LIST_CHARS_MAX);
    }
  }

  private void endPage() {
    page.clear();
    repetitions.endPage(page);
    definitions.endPage(page);
    ColumnValues.Page ended = values.endPage(page);
    int start = pages.length();
    compressor.dataPage(page, pageNulls + pageValues, ended.encoding(), pages);
    int bytes = pages.length() - start;
    entries.add(
        new PageEntry(start, bytes, rows, pageNulls, pageValues, ended.encoding(), ended.bounds()));
    plainBytes += page.length() + headerBytes(bytes);
    rows += pageRows;
    pageRows = 0;
    pageNulls = 0;
    pageValues = 0;
  }

  private int headerBytes(int pageBytes) {
    return pageBytes - compressor.compressedBytes();
  }

  /// Bytes held for the row group, those of the page under way excepted.
  long heldBytes() {
    return (long) pages.length() + values.dictionaryBytes();
  }

  /// Writes the chunk, which begins at `start` of the file, and begins the next row group.
  Written endGroup(long start, OutputStream out) throws IOException {
    if (pageRows > 0) {
      endPage();
    }
    GrowingBytes dictionary = endDictionary();
    dictionary.writeTo(out);
    pages.writeTo(out);
    CRC32 crc = new CRC32();
    crc.update(dictionary.array(), 0, dictionary.length());
    crc.update(pages.array(), 0, pages.length());
    Written written =
        new Written(chunk(start, dictionary.length(), (int) crc.getValue()), List.copyOf(entries));
    pages.clear();
    entries.clear();
    rows = 0;
    plainBytes = 0;
    return written;
  }

  private GrowingBytes endDictionary() {
    GrowingBytes dictionary = new GrowingBytes();
    int size = values.dictionarySize();
    if (size > 0) {
      page.clear();
      values.writeDictionary(page);
      compressor.dictionaryPage(page, size, dictionary);
      plainBytes += page.length() + headerBytes(dictionary.length());
    }
    values.endGroup();
    return dictionary;
  }

  private ChunkEntry chunk(long start, int dictionaryBytes, int crc) {
    long nulls = 0;
    long present = 0;
    Map<Encoding, Integer> encodings = new EnumMap<>(Encoding.class);
    for (PageEntry entry : entries) {
      nulls += entry.nulls();
      present += entry.values();
      encodings.merge(entry.encoding(), 1, Integer::sum);
    }
    return new ChunkEntry(
        column.type().physical(),
        encodings,
        start,
        start + dictionaryBytes,
        (long) dictionaryBytes + pages.length(),
        plainBytes,
        nulls + present,
        nulls,
        crc,
        bounds());
  }

  private @Nullable Bounds bounds() {
    Bounds all = null;
    for (PageEntry entry : entries) {
      Bounds bounds = entry.bounds();
      if (bounds != null) {
        all = all == null ? bounds : all.with(bounds, column.type().physical());
      } else if (entry.values() > 0) {
        return null;
      }
    }
    return all;
  }

  /// A chunk as it is in the file, and its pages.
  record Written(ChunkEntry chunk, List<PageEntry> pages) {}
}
