package dev.remit.store.query;

/// What one query may take.
final class QueryLimits {
  /// How often the log is listed anew because one of its parts went away in between.
  static final int LISTINGS_MAX = 5;

  /// Records that are looked for by a few columns before the others are read.
  static final int FETCHED_MAX = 1_000;

  /// Characters of the text of a query.
  static final int SQL_CHARS_MAX = 1 << 20;

  private QueryLimits() {}
}
