package dev.remit.store.rollup;

import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetReader;
import dev.remit.store.parquet.ParquetRows;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.parquet.ParquetType;
import dev.remit.store.parquet.ParquetWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rollups as a Parquet file. The same rollups and metadata give the same bytes.
///
/// The table is published, as the log's is: columns keep their names, types and places.
public final class RollupTable {
  /// Raised when columns are added.
  public static final int SCHEMA_VERSION = 1;

  public static final ParquetSchema SCHEMA =
      ParquetSchema.of(
          ParquetColumn.required("hour", ParquetType.TIMESTAMP),
          ParquetColumn.required("tenant", ParquetType.STRING),
          ParquetColumn.required("kind", ParquetType.STRING),
          ParquetColumn.optional("point", ParquetType.STRING),
          ParquetColumn.optional("principal_type", ParquetType.STRING),
          ParquetColumn.optional("principal_id", ParquetType.STRING),
          ParquetColumn.optional("action_type", ParquetType.STRING),
          ParquetColumn.optional("action_id", ParquetType.STRING),
          ParquetColumn.optional("resource_type", ParquetType.STRING),
          ParquetColumn.required("outcome", ParquetType.STRING),
          ParquetColumn.required("reason", ParquetType.STRING),
          ParquetColumn.required("count", ParquetType.INT64),
          ParquetColumn.required("duplicates", ParquetType.INT64),
          ParquetColumn.required("timed", ParquetType.INT64),
          ParquetColumn.required("latency_nanos", ParquetType.INT64));

  private static final String SCHEMA_KEY = "remit.rollup.schema";

  private RollupTable() {}

  /// A whole file. `metadata` says what the rollups are of.
  public static byte[] write(List<Rollup> rollups, SortedMap<String, String> metadata)
      throws IOException {
    SortedMap<String, String> all = new TreeMap<>(metadata);
    all.put(SCHEMA_KEY, Integer.toString(SCHEMA_VERSION));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter writer = ParquetWriter.open(bytes, SCHEMA)) {
      for (Rollup rollup : rollups) {
        writer.write(values(rollup));
      }
      writer.finish(all);
    }
    return bytes.toByteArray();
  }

  /// In the order of the columns.
  public static @Nullable Object[] values(Rollup rollup) {
    RollupKey key = rollup.key();
    return new @Nullable Object[] {
      key.hourMillis(),
      key.tenant(),
      key.kind(),
      key.point(),
      key.principalType(),
      key.principalId(),
      key.actionType(),
      key.actionId(),
      key.resourceType(),
      key.outcome(),
      key.reason(),
      rollup.count(),
      rollup.duplicates(),
      rollup.timed(),
      rollup.latencyNanos()
    };
  }

  /// In the order of the file. Throws [IOException] where it is no file of rollups, or of another
  /// version.
  public static List<Rollup> read(String name, ParquetReader reader) throws IOException {
    String version = reader.metadata().get(SCHEMA_KEY);
    if (!Integer.toString(SCHEMA_VERSION).equals(version) || !reader.schema().equals(SCHEMA)) {
      throw new IOException(
          name
              + ": holds no rollups of version "
              + SCHEMA_VERSION
              + "; read it with a newer Remit");
    }
    List<Rollup> rollups = new ArrayList<>();
    ParquetRows rows = reader.rows();
    for (@Nullable Object[] values = rows.next(); values != null; values = rows.next()) {
      try {
        rollups.add(rollup(values));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            name + ": holds " + e.getMessage() + "; delete it to have it made anew", e);
      }
    }
    return rollups;
  }

  private static Rollup rollup(@Nullable Object[] values) {
    RollupKey key =
        new RollupKey(
            number(values, 0),
            text(values, 1),
            text(values, 2),
            (String) values[3],
            (String) values[4],
            (String) values[5],
            (String) values[6],
            (String) values[7],
            (String) values[8],
            text(values, 9),
            text(values, 10));
    return new Rollup(
        key, number(values, 11), number(values, 12), number(values, 13), number(values, 14));
  }

  private static long number(@Nullable Object[] values, int place) {
    return (Long) Objects.requireNonNull(values[place]);
  }

  private static String text(@Nullable Object[] values, int place) {
    return (String) Objects.requireNonNull(values[place]);
  }
}
