package dev.remit.store.parquet;

/// What a file and its parts measure at most. The writer ends a page or a row group once it reaches
/// one of the first kind and refuses a value beyond one of the second; the reader refuses a file
/// that is beyond any of them.
public final class ParquetLimits {
  /// Rows of one row group. DuckDB and Spark work through row groups in parallel and skip whole
  /// ones; DuckDB's own are as large.
  public static final int GROUP_ROWS_MAX = 131_072;

  /// Bytes of one row group as buffered before it is written, which bounds the writer's memory. A
  /// group ends with the row that reaches it.
  public static final long GROUP_BYTES_MAX = 64L * 1024 * 1024;

  /// Rows of one page: what a reader decodes for a single row, and the grain of the page index.
  public static final int PAGE_ROWS_MAX = 20_000;

  /// Bytes of a page's values before compression. A page ends with the row that reaches it.
  public static final int PAGE_BYTES_MAX = 1024 * 1024;

  /// Bytes of a column's dictionary in one row group; what comes after it is written in full.
  public static final int DICTIONARY_BYTES_MAX = 1024 * 1024;

  /// Entries of a column's dictionary in one row group, so that an index has at most 16 bits. A
  /// dictionary ends with the row that reaches it.
  public static final int DICTIONARY_ENTRIES_MAX = 65_536;

  /// Bytes of what one row holds in one column: more than the largest record of a log.
  public static final int VALUE_BYTES_MAX = 128 * 1024 * 1024;

  /// Elements of one list: as many as the language allows a set.
  public static final int LIST_ELEMENTS_MAX = 65_536;

  /// UTF-16 code units of all texts of one list, each of which may take up to three bytes.
  public static final int LIST_CHARS_MAX = VALUE_BYTES_MAX / 4;

  /// Milliseconds that a timestamp is from 1970 at most, either way: DuckDB and Spark hold
  /// microseconds.
  public static final long TIMESTAMP_MAX = Long.MAX_VALUE / 1000 - 1;

  /// Columns of a file.
  public static final int COLUMNS_MAX = 1_000;

  /// Bytes of a file's footer: some ten thousand row groups of a log.
  public static final int FOOTER_BYTES_MAX = 64 * 1024 * 1024;

  /// Bytes of a bound in the statistics; a longer one is cut, downwards or upwards.
  public static final int BOUND_BYTES_MAX = 64;

  /// Values of one page: those of its rows, and one list that ends it.
  static final int PAGE_VALUES_MAX = PAGE_ROWS_MAX + LIST_ELEMENTS_MAX;

  /// Bytes of one page before compression: its values, the value that ends it, lengths and levels.
  static final int PAGE_TOTAL_BYTES_MAX = VALUE_BYTES_MAX + 8 * PAGE_BYTES_MAX;

  private ParquetLimits() {}
}
