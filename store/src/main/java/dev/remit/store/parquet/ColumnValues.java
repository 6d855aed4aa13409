package dev.remit.store.parquet;

import org.jspecify.annotations.Nullable;

/// The values of a column in the row group under way, nulls left out. They come one by one, leave
/// page by page, and may leave a dictionary behind that the pages refer to. For one thread.
interface ColumnValues {
  /// Takes a value of the column's type; throws [ClassCastException] for another.
  void add(Object value);

  /// Whether the page under way should end: its bytes or its dictionary have reached their limit.
  boolean full();

  /// Appends the values of the page under way and begins the next page.
  Page endPage(GrowingBytes out);

  /// Entries of the dictionary that pages refer to; 0 if none does.
  int dictionarySize();

  void writeDictionary(GrowingBytes out);

  /// Forgets the dictionary. The next value is the first of a new row group.
  void endGroup();

  /// Bytes held beyond the page under way.
  int dictionaryBytes();

  /// What became of a page: `bounds` are null where there are no values or no bounds.
  record Page(Encoding encoding, @Nullable Bounds bounds) {
    /// A page of nulls alone, which needs no dictionary.
    static final Page EMPTY = new Page(Encoding.PLAIN, null);
  }
}
