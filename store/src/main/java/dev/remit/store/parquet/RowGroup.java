package dev.remit.store.parquet;

/// What is known of a row group without reading it.
public final class RowGroup {
  private final ParquetSchema schema;
  private final GroupEntry entry;

  RowGroup(ParquetSchema schema, GroupEntry entry) {
    this.schema = schema;
    this.entry = entry;
  }

  public long rows() {
    return entry.rows();
  }

  /// Throws where there is no such column.
  public ColumnStatistics column(String name) {
    int index = schema.indexOf(name);
    return new ColumnStatistics(schema.columns().get(index), entry.chunks().get(index));
  }
}
