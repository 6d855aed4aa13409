package dev.remit.store.parquet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a column in one row group, a row at a time, decoded page by page. For one thread.
final class ColumnReader {
  private static final Object[] NONE = {};
  private static final int[] NO_LEVELS = {};

  private final ParquetColumn column;
  private final ChunkEntry chunk;
  private final PageBytes in;
  private final PageValues decoder;
  private final Object @Nullable [] dictionary;
  private int[] definitions = NO_LEVELS;
  private int[] repetitions = NO_LEVELS;
  private Object[] values = NONE;
  private int level;
  private int value;
  private long valuesRead;

  /// `bytes` are those of the whole chunk, whose checksum has been compared.
  ColumnReader(ParquetColumn column, ChunkEntry chunk, byte[] bytes) throws UnreadableParquet {
    this.column = column;
    this.chunk = chunk;
    this.in = new PageBytes(bytes);
    this.decoder = new PageValues(column.type());
    this.dictionary = chunk.hasDictionary() ? dictionary() : null;
  }

  private Object[] dictionary() throws UnreadableParquet {
    PageHeader header = PageHeader.read(in);
    PageBytes page = new PageBytes(header.page(in));
    int entriesMax = ParquetLimits.DICTIONARY_ENTRIES_MAX + ParquetLimits.LIST_ELEMENTS_MAX;
    if (header.type() != PageHeader.DICTIONARY
        || header.encoding() != Encoding.PLAIN
        || header.values() > entriesMax
        || in.position() != chunk.dataStart() - chunk.start()) {
      throw new UnreadableParquet("the dictionary is not laid out as we write it");
    }
    return decoder.plain(page, header.values());
  }

  @Nullable Object next() throws UnreadableParquet {
    if (level == definitions.length) {
      nextPage();
    }
    if (column.repeated()) {
      return nextList();
    }
    return definitions[level++] == column.definitionMax() ? values[value++] : null;
  }

  private @Nullable List<?> nextList() throws UnreadableParquet {
    if (repetitions[level] != 0) {
      throw new UnreadableParquet("a page begins within a list");
    }
    int definition = definitions[level++];
    if (definition < column.definitionMax()) {
      return definition == column.definitionMax() - 1 ? List.of() : null;
    }
    int start = value++;
    while (level < definitions.length && repetitions[level] == 1) {
      if (definitions[level++] != column.definitionMax()) {
        throw new UnreadableParquet("a list has a null in it");
      }
      value++;
    }
    return List.of(Arrays.copyOfRange(values, start, value));
  }

  /// Passes over rows. Of pages that are passed over whole, only the headers are read.
  void skip(long rows) throws UnreadableParquet {
    long left = rows;
    while (left > 0) {
      if (level == definitions.length && !column.repeated()) {
        PageHeader header = header();
        if (header.values() <= left) {
          in.skip(header.compressedBytes());
          valuesRead += header.values();
          left -= header.values();
          continue;
        }
        decode(header);
      }
      next();
      left--;
    }
  }

  private void nextPage() throws UnreadableParquet {
    decode(header());
  }

  private PageHeader header() throws UnreadableParquet {
    PageHeader header = PageHeader.read(in);
    if (header.type() != PageHeader.DATA
        || header.values() < 1
        || header.values() > ParquetLimits.PAGE_VALUES_MAX) {
      throw new UnreadableParquet("a page has " + header.values() + " values");
    }
    return header;
  }

  private void decode(PageHeader header) throws UnreadableParquet {
    PageBytes page = new PageBytes(header.page(in));
    repetitions = Levels.read(page, header.values(), column.repeated() ? 1 : 0);
    definitions = Levels.read(page, header.values(), column.definitionMax());
    values = decoder.read(page, present(), header.encoding(), dictionary);
    level = 0;
    value = 0;
    valuesRead += header.values();
  }

  private int present() {
    int present = 0;
    for (int definition : definitions) {
      present += definition == column.definitionMax() ? 1 : 0;
    }
    return present;
  }

  /// Throws if there is more than the rows that were read.
  void requireEnd() throws UnreadableParquet {
    if (level != definitions.length || in.left() > 0 || valuesRead != chunk.values()) {
      throw new UnreadableParquet("the column has more values than rows");
    }
  }
}
