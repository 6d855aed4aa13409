package dev.remit.store.query;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.SealedParts;
import dev.remit.store.log.TailParts;
import dev.remit.store.row.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The decision log as it is when this is opened, as a table that can be asked: the view
/// `decisions`, a row for each record, with the columns of [Column] and `received_date`, the day of
/// receipt, by which whole files are skipped.
///
/// The process that writes the log may go on beside it. For one thread, and one result at a time.
/// What is not sealed yet is copied when this is opened, at some microseconds a record.
public final class LogTable implements AutoCloseable {
  private static final String COLUMNS =
      Column.ALL.stream().map(LogTable::selected).collect(Collectors.joining(", "));

  private final String name;
  private final TemporaryFolder temporary;
  private final Connection connection;

  private LogTable(String name, TemporaryFolder temporary, Connection connection) {
    this.name = name;
    this.temporary = temporary;
    this.connection = connection;
  }

  /// Opens the log of a data folder.
  public static LogTable open(DataFolder data) throws DataFault, QueryFault, DamagedLog {
    String name = data.logPath().toString();
    Disk disk = data.log();
    TemporaryFolder temporary = temporary();
    try {
      Path log = data.logPath().toRealPath();
      Connection connection = Engine.open(temporary.path(), List.of(log, temporary.path()));
      LogTable table = new LogTable(name, temporary, connection);
      try {
        table.present(log, disk);
        return table;
      } catch (IOException | SQLException | DamagedLog e) {
        table.closeConnection();
        throw e;
      }
    } catch (IOException e) {
      temporary.close();
      throw new DataFault(name + ": cannot be read (" + e.getMessage() + "); check it", e);
    } catch (SQLException e) {
      temporary.close();
      throw new QueryFault(name + ": cannot be opened for queries (" + e.getMessage() + ")", e);
    } catch (DamagedLog e) {
      temporary.close();
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

  /// A part may go away after it was listed, when the log keeps no more of that age; then what
  /// there is by then is taken.
  private void present(Path log, Disk disk) throws IOException, SQLException, DamagedLog {
    for (int listing = 1; ; listing++) {
      List<Path> files = files(log, disk, "tail-" + listing);
      try (Statement statement = connection.createStatement()) {
        statement.execute(view(files));
        return;
      } catch (SQLException e) {
        if (listing == QueryLimits.LISTINGS_MAX || files.stream().allMatch(Files::exists)) {
          throw e;
        }
      }
    }
  }

  /// Files that hold each record once: the parts that are there, and whatever comes after them,
  /// sealed by now or not.
  private List<Path> files(Path log, Disk disk, String tail) throws IOException, DamagedLog {
    SealedParts parts = SealedParts.of(disk);
    FolderDisk copies = temporary.disk(tail);
    List<Path> files = new ArrayList<>();
    parts.names().forEach(part -> files.add(log.resolve(part)));
    for (String copy : TailParts.copy(new LogReader(disk), parts.last(), copies)) {
      files.add(temporary.path().resolve(tail).resolve(copy));
    }
    return files;
  }

  private static String view(List<Path> files) {
    return files.stream()
        .map(file -> Engine.quote(Engine.pattern(file.toString())))
        .collect(
            Collectors.joining(
                ", ",
                "CREATE VIEW decisions AS FROM read_parquet([",
                "], union_by_name = true, hive_partitioning = true,"
                    + " hive_types = {'received_date': DATE})"));
  }

  /// The records that a selection selects.
  public DecisionRows select(Selection selection) throws QueryFault {
    return new DecisionRows(run("", selection));
  }

  /// What the engine does to select them, as it draws it.
  String plan(Selection selection) throws QueryFault {
    StringBuilder plan = new StringBuilder();
    try (ResultRows rows = run("EXPLAIN ANALYZE ", selection)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        plan.append(row[row.length - 1]);
      }
    }
    return plan.toString();
  }

  private ResultRows run(String before, Selection selection) throws QueryFault {
    StringBuilder sql = new StringBuilder(before);
    sql.append("SELECT ").append(COLUMNS).append(" FROM decisions");
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
    return run(new Source(name, sql.toString()), parameters);
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
    try {
      SelectStatement.require(connection, sql);
    } catch (SQLException e) {
      throw SqlMistake.of(sql, e, 0);
    }
    return run(sql, List.of());
  }

  private ResultRows run(Source sql, List<Object> parameters) throws QueryFault {
    try {
      return ResultRows.of(connection, sql, parameters);
    } catch (SQLException e) {
      throw SqlMistake.of(sql, e, 0);
    }
  }

  @Override
  public void close() {
    closeConnection();
    temporary.close();
  }

  private void closeConnection() {
    try {
      connection.close();
    } catch (SQLException _) {
      // It has read and holds nothing.
    }
  }
}
