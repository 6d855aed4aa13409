package dev.remit.store.row;

/// What the values of a column are.
public enum ColumnType {
  /// A [Long].
  WHOLE,
  /// A [Long]: milliseconds since 1970, UTC.
  INSTANT,
  /// A [Boolean].
  FLAG,
  /// A [java.util.UUID].
  UUID,
  /// A [String] of which a log has few different ones.
  SYMBOL,
  /// Any [String].
  TEXT,
  /// A [String] that holds one JSON value, without white space.
  JSON,
  /// A [java.util.List] of [String]s, empty rather than absent.
  LIST
}
