package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DuckDB reads what we write as we read it, and skips by our statistics.
final class ParquetDuckDbTest {
  @TempDir Path folder;
  private Path file;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    file = folder.resolve("part.parquet");
    connection = DriverManager.getConnection("jdbc:duckdb:");
    statement = connection.createStatement();
    statement.execute("SET threads = 1");
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
    connection.close();
  }

  private List<List<@Nullable Object>> query(String sql) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql.replace("FILE", "'" + file + "'"))) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(ours(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static @Nullable Object ours(@Nullable Object value) throws SQLException {
    return switch (value) {
      case Array array -> Arrays.asList((@Nullable Object[]) array.getArray());
      case OffsetDateTime time -> time.toInstant().toEpochMilli();
      case org.duckdb.JsonNode json -> json.toString();
      case null, default -> value;
    };
  }

  /// A UUID is text to others.
  private static List<List<@Nullable Object>> expected(Tables table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : table.values()) {
      List<@Nullable Object> expected = new ArrayList<>();
      row.forEach(value -> expected.add(value instanceof UUID id ? id.toString() : value));
      rows.add(expected);
    }
    return rows;
  }

  @Test
  void anyRowsAreReadEqual() throws IOException, SQLException {
    RandomGenerator random = Seeds.random(Seeds.seed(7));
    for (int i = 0; i < 40; i++) {
      Tables table = Tables.random(random, random.nextInt(i < 38 ? 300 : 60_000));
      table.write(file);
      assertThat(query("SELECT * FROM FILE")).isEqualTo(expected(table));
    }
  }

  @Test
  void typesAreWhatTheySay() throws IOException, SQLException {
    List<ParquetColumn> columns = new ArrayList<>();
    for (ParquetType type : ParquetType.values()) {
      columns.add(ParquetColumn.optional(type.name(), type));
    }
    new Tables(new ParquetSchema(columns), List.of()).write(file);
    assertThat(query("SELECT column_type FROM (DESCRIBE SELECT * FROM FILE)"))
        .extracting(List::getFirst)
        .containsExactly(
            "BOOLEAN",
            "INTEGER",
            "BIGINT",
            "TIMESTAMP WITH TIME ZONE",
            "VARCHAR",
            "JSON",
            "VARCHAR",
            "VARCHAR[]");
  }

  private void writeGroups() throws IOException {
    ParquetSchema schema =
        ParquetSchema.of(
            ParquetColumn.required("n", ParquetType.INT64),
            ParquetColumn.required("tenant", ParquetType.STRING));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ParquetWriter writer = ParquetWriter.open(out, schema)) {
      for (int i = 0; i < 4 * ParquetLimits.GROUP_ROWS_MAX; i++) {
        writer.write(new Object[] {(long) i, "tenant-" + i / ParquetLimits.GROUP_ROWS_MAX});
      }
      writer.finish(new TreeMap<>(java.util.Map.of("chain", "ab")));
    }
  }

  private String plan(String where) throws SQLException {
    return query("EXPLAIN ANALYZE SELECT sum(n + 1) FROM FILE WHERE " + where).toString();
  }

  /// The scan says how many row groups it went through.
  @Test
  void rowGroupsOutsideTheBoundsAreSkipped() throws IOException, SQLException {
    writeGroups();
    assertThat(plan("true")).contains("524,288 rows");
    assertThat(plan("n BETWEEN 131072 AND 131080")).doesNotContain("131,072 rows");
    assertThat(plan("tenant = 'tenant-2'")).contains("131,072 rows");
    assertThat(plan("tenant = 'tenant-2x'")).doesNotContain("131,072 rows");
  }

  @Test
  void metadataAndStatisticsAreThere() throws IOException, SQLException {
    writeGroups();
    assertThat(query("SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata(FILE)"))
        .containsExactly(List.of("chain", "ab"));
    assertThat(
            query(
                "SELECT stats_min_value, stats_max_value, stats_null_count, compression"
                    + " FROM parquet_metadata(FILE) WHERE row_group_id = 1"))
        .containsExactly(
            List.of("131072", "262143", 0L, "ZSTD"), List.of("tenant-1", "tenant-1", 0L, "ZSTD"));
  }
}
