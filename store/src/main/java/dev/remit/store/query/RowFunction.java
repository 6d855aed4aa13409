package dev.remit.store.query;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.parquet.ParquetColumn;
import dev.remit.store.parquet.ParquetSchema;
import dev.remit.store.parquet.ParquetType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// Rows of this process as a table of the engine, made while a query takes them, and of them only
/// the columns that it asks for. Rows are as [ParquetSchema] has them.
///
/// A function can hand over few types, so that [#select] is what makes of its columns those of a
/// file with the same schema.
final class RowFunction implements DuckDBTableFunction<ParquetSchema, RowFunction.Scan, Boolean> {
  private final ParquetSchema schema;
  private final Source source;

  RowFunction(ParquetSchema schema, Source source) {
    this.schema = schema;
    this.source = source;
  }

  /// Gives the rows anew to each who asks.
  @FunctionalInterface
  interface Source {
    Rows open() throws IOException, DamagedLog;
  }

  /// Rows one by one, null after the last.
  @FunctionalInterface
  interface Rows {
    @Nullable Object @Nullable [] next() throws IOException, DamagedLog;
  }

  /// One reading of the rows; `places` are the columns that are wanted, in the order of the chunk.
  static final class Scan {
    private final Rows rows;
    private final int[] places;

    private Scan(Rows rows, int[] places) {
      this.rows = rows;
      this.places = places;
    }
  }

  /// Makes it known by a name.
  void register(Connection connection, String name) throws SQLException {
    try (DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction()) {
      function.withName(name).withProjectionPushdown().withFunction(this).register(connection);
    }
  }

  /// What selects, of the function called so, the columns of the schema as a file has them.
  static String select(ParquetSchema schema) {
    return schema.columns().stream()
        .map(column -> of(column) + " AS \"" + column.name() + '"')
        .collect(Collectors.joining(", "));
  }

  private static String of(ParquetColumn column) {
    String name = '"' + column.name() + '"';
    return switch (column.type()) {
      case TIMESTAMP -> "make_timestamptz(" + name + " * 1000)";
      case JSON -> name + "::JSON";
      case STRINGS -> name + "::JSON::VARCHAR[]";
      case BOOLEAN, INT32, INT64, STRING, UUID -> name;
    };
  }

  private static DuckDBColumnType type(ParquetType type) {
    return switch (type) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case INT32 -> DuckDBColumnType.INTEGER;
      case INT64, TIMESTAMP -> DuckDBColumnType.BIGINT;
      case STRING, JSON, UUID, STRINGS -> DuckDBColumnType.VARCHAR;
    };
  }

  @Override
  public ParquetSchema bind(DuckDBTableFunctionBindInfo info) {
    for (ParquetColumn column : schema.columns()) {
      info.addResultColumn(column.name(), type(column.type()));
    }
    return schema;
  }

  @Override
  public Scan init(DuckDBTableFunctionInitInfo info) throws IOException, DamagedLog {
    info.setMaxThreads(1);
    int[] places = new int[(int) info.getColumnCount()];
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) info.getColumnIndex(i);
    }
    return new Scan(source.open(), places);
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
      throws IOException, DamagedLog {
    Scan scan = info.getInitData();
    DuckDBWritableVector[] vectors = new DuckDBWritableVector[scan.places.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = chunk.vector(i);
    }
    int count = 0;
    while (count < chunk.capacity()) {
      @Nullable Object @Nullable [] row = scan.rows.next();
      if (row == null) {
        break;
      }
      for (int i = 0; i < vectors.length; i++) {
        put(row[scan.places[i]], count, vectors[i]);
      }
      count++;
    }
    return count;
  }

  private static void put(@Nullable Object value, int at, DuckDBWritableVector vector) {
    switch (value) {
      case null -> vector.setNull(at);
      case String text -> vector.setString(at, text);
      case Long number -> vector.setLong(at, number);
      case Integer number -> vector.setInt(at, number);
      case Boolean flag -> vector.setBoolean(at, flag);
      case UUID id -> vector.setString(at, id.toString());
      case List<?> texts -> vector.setString(at, json(texts));
      default -> throw new IllegalArgumentException("a value of " + value.getClass());
    }
  }

  private static String json(List<?> texts) {
    return texts.isEmpty()
        ? "[]"
        : JsonWriter.compact(
            Json.array(texts.stream().map(text -> Json.string((String) text)).toList()));
  }
}
