package dev.remit.store.query;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogContents;
import dev.remit.store.log.PartSchema;
import dev.remit.store.log.UnsealedRows;
import dev.remit.store.query.Selection.Order;
import dev.remit.store.query.Selection.Place;
import dev.remit.store.rollup.Rollup;
import dev.remit.store.rollup.RollupTable;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The decision log as it is when this is opened, as tables that can be asked: the view
/// `decisions`, a row for each record, with the columns of [Column], and the view `rollups`, counts
/// of them by hour, with those of [RollupTable]; both with `received_date`, the day of receipt, by
/// which whole files are skipped.
///
/// The process that writes the log may go on beside it. For one thread, and one result at a time;
/// any other thread may cancel. What is not sealed yet is read, and counted, only by queries that
/// take it, each time anew.
public final class LogTable implements AutoCloseable {
  private static final String SELECT =
      Column.ALL.stream()
          .map(LogTable::selected)
          .collect(Collectors.joining(", ", "SELECT ", " FROM "));

  private final Path path;
  private final TemporaryFolder temporary;
  private final Connection connection;
  private final Cancellation cancellation = new Cancellation();
  private LogContents contents;
  private List<String> rollups = List.of();

  /// The parts that have the columns of the first version of the schema alone.
  private Set<Path> first = Set.of();

  /// Which rows that are not sealed the query under way may select.
  private volatile Predicate<Row> wanted = row -> true;

  private LogTable(
      Path path, TemporaryFolder temporary, Connection connection, LogContents contents) {
    this.path = path;
    this.temporary = temporary;
    this.connection = connection;
    this.contents = contents;
  }

  /// Opens the log of a data folder.
  public static LogTable open(DataFolder data) throws DataFault, QueryFault {
    return open(data, Share.WHOLE);
  }

  /// The same, for queries that take so much of the machine.
  public static LogTable open(DataFolder data, Share share) throws DataFault, QueryFault {
    String name = data.logPath().toString();
    TemporaryFolder temporary = temporary();
    try {
      return open(data.logPath().toRealPath(), data.log(), temporary, share);
    } catch (IOException e) {
      temporary.close();
      throw new DataFault(name + ": cannot be read (" + e.getMessage() + "); check it", e);
    } catch (SQLException e) {
      temporary.close();
      throw new QueryFault(name + ": cannot be opened for queries (" + e.getMessage() + ")", e);
    }
  }

  private static LogTable open(Path log, Disk disk, TemporaryFolder temporary, Share share)
      throws IOException, SQLException {
    Connection connection = Engine.open(temporary.path(), List.of(log, temporary.path()), share);
    LogTable table;
    try {
      table = new LogTable(log, temporary, connection, LogContents.open(disk));
    } catch (IOException e) {
      close(connection);
      throw e;
    }
    try {
      table.present(disk);
      return table;
    } catch (IOException | SQLException e) {
      close(connection);
      table.contents.close();
      throw e;
    }
  }

  private static TemporaryFolder temporary() throws DataFault {
    try {
      return TemporaryFolder.make();
    } catch (IOException e) {
      throw new DataFault(
          System.getProperty("java.io.tmpdir")
              + ": no folder can be made there ("
              + e.getMessage()
              + "); name another with `-Djava.io.tmpdir`",
          e);
    }
  }

  private void present(Disk disk) throws IOException, SQLException {
    new RowFunction(PartSchema.SCHEMA, this::unsealed).register(connection, LogViews.UNSEALED);
    new RowFunction(RollupTable.SCHEMA, this::uncounted).register(connection, LogViews.UNCOUNTED);
    for (int listing = 1; ; listing++) {
      List<Path> parts = paths(contents.parts().names());
      rollups = contents.rollups();
      first = Set.copyOf(paths(contents.partsOfFirstSchema()));
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE OR REPLACE VIEW decisions AS " + LogViews.decisions(parts, first));
        statement.execute("CREATE OR REPLACE VIEW rollups AS " + LogViews.rollups(paths(rollups)));
        return;
      } catch (SQLException e) {
        contents.close();
        if (listing == QueryLimits.LISTINGS_MAX || parts.stream().allMatch(Files::exists)) {
          throw e;
        }
        // A part went away after it was listed, because the log keeps no more of that age.
        contents = LogContents.open(disk);
      }
    }
  }

  private List<Path> paths(List<String> files) {
    return files.stream().map(path::resolve).toList();
  }

  private RowFunction.Rows unsealed() {
    Predicate<Row> taken = wanted;
    UnsealedRows rows = contents.unsealed();
    return () -> {
      Row row = rows.next();
      while (row != null && !taken.test(row)) {
        row = rows.next();
      }
      return row == null ? null : row.values();
    };
  }

  private RowFunction.Rows uncounted() throws IOException, DamagedLog {
    Iterator<Rollup> counts = contents.uncounted(rollups).rollups().iterator();
    return () -> counts.hasNext() ? RollupTable.values(counts.next()) : null;
  }

  /// The records that a selection selects.
  ///
  /// Few are looked for by their conditions and order alone; then only the files that hold them are
  /// read for all the rest.
  public DecisionRows select(Selection selection) throws QueryFault {
    if (selection.limit() > QueryLimits.FETCHED_MAX) {
      wanted = selection::holds;
      return new DecisionRows(run(SELECT + "decisions", selection));
    }
    try {
      List<Row> unsealed = FewRecords.unsealed(selection, contents);
      return fetch(FewRecords.of(selection, sealed(selection), unsealed), selection.order());
    } catch (IOException e) {
      throw new QueryFault(path + ": cannot be read (" + e.getMessage() + "); check it", e);
    } catch (DamagedLog e) {
      throw new QueryFault(e.text(), e);
    }
  }

  /// Where the first sealed records are that a selection selects. Files are looked at from the end
  /// that it begins with, so that the engine can tell of nearly all others that they come later.
  private List<Place> sealed(Selection selection) throws QueryFault {
    List<Path> parts = paths(contents.parts().names());
    if (parts.isEmpty()) {
      return List.of();
    }
    List<Path> files = selection.order() == Order.NEWEST_FIRST ? parts.reversed() : parts;
    String select =
        "SELECT epoch_ms(\"time\"), \"sequence\" FROM (" + LogViews.sealed(files, first) + ")";
    List<Place> places = new ArrayList<>();
    try (ResultRows rows = run(select, selection)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        places.add(new Place((Long) require(row[0]), (Long) require(row[1])));
      }
    }
    return places;
  }

  private static Object require(@Nullable Object value) {
    return Objects.requireNonNull(value, "the table has it in each row");
  }

  private DecisionRows fetch(FewRecords records, Order order) throws QueryFault {
    ResultRows sealed = null;
    if (!records.sealed().isEmpty()) {
      List<Path> files = paths(contents.parts().holding(records.sealed()));
      String sql = SELECT + "(" + LogViews.sealed(files, first) + ") WHERE \"sequence\" IN ";
      sealed = run(source(sql + records.numbers() + " " + order.sql()), List.of());
    }
    return new DecisionRows(sealed, records.unsealed(), order);
  }

  /// What the engine does to select them, as it draws it.
  String plan(Selection selection) throws QueryFault {
    StringBuilder plan = new StringBuilder();
    try (ResultRows rows = run("EXPLAIN ANALYZE " + SELECT + "decisions", selection)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        plan.append(row[row.length - 1]);
      }
    }
    return plan.toString();
  }

  private ResultRows run(String select, Selection selection) throws QueryFault {
    StringBuilder sql = new StringBuilder(select);
    List<Object> parameters = new ArrayList<>();
    String joined = " WHERE (";
    for (Condition condition : selection.conditions()) {
      sql.append(joined).append(condition.sql()).append(')');
      parameters.addAll(condition.parameters());
      joined = " AND (";
    }
    sql.append(' ').append(selection.order().sql());
    if (selection.limit() < Long.MAX_VALUE) {
      sql.append(" LIMIT ?");
      parameters.add(selection.limit());
    }
    return run(source(sql.toString()), parameters);
  }

  private Source source(String sql) {
    return new Source(path.toString(), sql);
  }

  private static String selected(Column column) {
    String title = '"' + column.title() + '"';
    return switch (column.type()) {
      case INSTANT -> "epoch_ms(" + title + ")";
      case JSON -> title + "::VARCHAR";
      case WHOLE, FLAG, UUID, SYMBOL, TEXT, LIST -> title;
    };
  }

  /// What one query of anybody's says, in SQL as DuckDB understands it. The name of `sql` is what
  /// messages call it.
  public ResultRows query(Source sql) throws QueryFault {
    return query(sql, List.of());
  }

  /// As [#query(Source)], with what its question marks stand for.
  public ResultRows query(Source sql, List<Object> parameters) throws QueryFault {
    wanted = row -> true;
    try {
      SelectStatement.require(connection, sql);
    } catch (SQLException e) {
      throw SqlMistake.of(sql, e, 0);
    }
    return run(sql, parameters);
  }

  private ResultRows run(Source sql, List<Object> parameters) throws QueryFault {
    try {
      return ResultRows.of(connection, sql, parameters, cancellation);
    } catch (SQLException e) {
      throw SqlMistake.of(sql, e, 0);
    }
  }

  /// Ends the query under way, and each that comes: they throw [QueryFault]. Any thread may call.
  public void cancel() {
    cancellation.cancel();
  }

  @Override
  public void close() {
    cancellation.end();
    close(connection);
    temporary.close();
    try {
      contents.close();
    } catch (IOException _) {
      // It was only read.
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // It has read and holds nothing.
    }
  }
}
