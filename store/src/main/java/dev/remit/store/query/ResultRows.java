package dev.remit.store.query;

import dev.remit.cedar.diagnostic.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query says, row by row; few rows are in memory at a time. For one thread.
public final class ResultRows implements AutoCloseable {
  private static final String EXPLAINED = "EXPLAIN ANALYZE ";

  private final Connection connection;
  private final Source sql;
  private final List<Object> parameters;
  private final Cancellation cancellation;
  private final PreparedStatement statement;
  private final ResultSet result;
  private final List<String> columns;

  private ResultRows(
      Connection connection,
      Source sql,
      List<Object> parameters,
      Cancellation cancellation,
      PreparedStatement statement,
      ResultSet result)
      throws SQLException {
    this.connection = connection;
    this.sql = sql;
    this.parameters = parameters;
    this.cancellation = cancellation;
    this.statement = statement;
    this.result = result;
    this.columns = columns(result.getMetaData());
  }

  static ResultRows of(
      Connection connection, Source sql, List<Object> parameters, Cancellation cancellation)
      throws SQLException, QueryFault {
    PreparedStatement statement = connection.prepareStatement(sql.text());
    try {
      set(statement, parameters);
      cancellation.begin(statement);
      return new ResultRows(
          connection, sql, parameters, cancellation, statement, statement.executeQuery());
    } catch (QueryFault e) {
      statement.close();
      throw e;
    } catch (SQLException e) {
      statement.close();
      cancellation.require();
      throw mistake(connection, sql, parameters, e);
    }
  }

  private static void set(PreparedStatement statement, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  private static List<String> columns(ResultSetMetaData metadata) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(metadata.getColumnLabel(i));
    }
    return List.copyOf(columns);
  }

  /// The names of the columns in their order; two may be equal.
  public List<String> columns() {
    return columns;
  }

  /// Whether it is a plan that the engine drew, in the last column.
  public boolean isPlan() {
    return SelectStatement.isExplained(sql);
  }

  /// The next row, an array of the caller's own; null after the last one.
  ///
  /// Values are [Boolean], any [Number], [String] (of bytes their hexadecimal digits), [JsonText],
  /// [java.util.UUID], dates and times of `java.time`, lists and maps of such, or null.
  public @Nullable Object @Nullable [] next() throws QueryFault {
    cancellation.require();
    try {
      if (!result.next()) {
        return null;
      }
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = ResultValue.of(result.getObject(i + 1));
      }
      return row;
    } catch (SQLException e) {
      cancellation.require();
      throw mistake(connection, sql, parameters, e);
    }
  }

  /// What went wrong while rows were made, the driver does not tell when it hands them out as they
  /// come. It does when they are made again for nobody.
  private static QueryFault mistake(
      Connection connection, Source sql, List<Object> parameters, SQLException thrown) {
    if (!String.valueOf(thrown.getMessage()).endsWith("Invalid result set")) {
      return SqlMistake.of(sql, thrown, 0);
    }
    try (PreparedStatement again = connection.prepareStatement(EXPLAINED + sql.text())) {
      set(again, parameters);
      again.executeQuery().close();
      return SqlMistake.of(sql, thrown, 0);
    } catch (SQLException e) {
      return SqlMistake.of(sql, e, EXPLAINED.length());
    }
  }

  @Override
  public void close() {
    try (statement;
        result) {
      // Whatever is left of it is not read.
    } catch (SQLException _) {
      // As above.
    }
  }
}
