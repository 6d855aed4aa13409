package dev.remit.store.query;

/// What one query may take.
final class QueryLimits {
  /// Memory of the engine, beyond which it writes to the temporary folder.
  static final String MEMORY = "1GiB";

  /// What it may write there.
  static final String SPILL = "64GiB";

  static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  /// How often the log is listed anew because one of its parts went away in between.
  static final int LISTINGS_MAX = 5;

  /// Records that are looked for by a few columns before the others are read.
  static final int FETCHED_MAX = 1_000;

  /// Characters of the text of a query.
  static final int SQL_CHARS_MAX = 1 << 20;

  private QueryLimits() {}
}
