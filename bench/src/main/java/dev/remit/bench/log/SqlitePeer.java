package dev.remit.bench.log;

import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The same rows in a table of SQLite with the log's columns and no index: one thread, a
/// transaction for each group, a write-ahead log that is forced with each.
final class SqlitePeer {
  private SqlitePeer() {}

  /// Records a second.
  static double run(Path folder, SampleRecords records, int groupRecords, long nanos)
      throws SQLException {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("peer.sqlite"))) {
      prepare(connection);
      long start = System.nanoTime();
      long written = 0;
      try (PreparedStatement insert = connection.prepareStatement(insert())) {
        while (System.nanoTime() - start < nanos) {
          for (int i = 0; i < groupRecords; i++) {
            bind(RecordRows.of(records.next()), insert);
            insert.addBatch();
          }
          insert.executeBatch();
          connection.commit();
          written += groupRecords;
        }
      }
      return written / LoadRun.seconds(System.nanoTime() - start);
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute(
          Column.ALL.stream()
              .map(column -> "\"" + column.title() + "\"")
              .collect(Collectors.joining(",", "CREATE TABLE log(", ")")));
    }
    connection.setAutoCommit(false);
  }

  private static String insert() {
    return "INSERT INTO log VALUES("
        + String.join(",", Collections.nCopies(Column.ALL.size(), "?"))
        + ")";
  }

  private static void bind(Row row, PreparedStatement insert) throws SQLException {
    for (Column column : Column.ALL) {
      insert.setObject(column.place() + 1, plain(row.find(column), column.type()));
    }
  }

  private static @Nullable Object plain(@Nullable Object value, ColumnType type) {
    return switch (type) {
      case LIST, UUID -> String.valueOf(value);
      case WHOLE, INSTANT, FLAG, SYMBOL, TEXT, JSON -> value;
    };
  }
}
