package dev.remit.store.query;

import dev.remit.cedar.diagnostic.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SQL that asks and changes nothing: one `SELECT`, `FROM`, `WITH`, `VALUES`, `DESCRIBE` or
/// `SUMMARIZE`, or `EXPLAIN` before it. What it is, the engine's own parser says.
final class SelectStatement {
  private static final Pattern EXPLAIN =
      Pattern.compile("\\s*explain\\s+(analyze\\s+)?", Pattern.CASE_INSENSITIVE);

  private static final String PARSE =
      """
      SELECT json_array_length(parsed, '$.statements'), parsed ->> 'error_type',
        parsed ->> 'error_message', parsed ->> 'location'
      FROM (SELECT json_serialize_sql(?) AS parsed)
      """;

  private SelectStatement() {}

  /// What the parser says: the number of statements if all of them are queries, else what is wrong.
  private record Parsed(
      int statements,
      @Nullable String errorType,
      @Nullable String message,
      @Nullable String location) {}

  /// Throws [QueryFault] for anything else.
  static void require(Connection connection, Source sql) throws QueryFault, SQLException {
    String text = sql.text();
    if (text.length() > QueryLimits.SQL_CHARS_MAX) {
      throw fault(sql, "is longer than " + QueryLimits.SQL_CHARS_MAX + " characters; ask for less");
    }
    if (text.indexOf('\0') >= 0) {
      throw fault(sql, "holds a NUL character; take it out");
    }
    Matcher explain = EXPLAIN.matcher(text);
    int start = explain.lookingAt() ? explain.end() : 0;
    Parsed parsed = parse(connection, text.substring(start));
    if (parsed.errorType() != null) {
      throw mistaken(sql, parsed, start);
    }
    if (parsed.statements() != 1) {
      throw fault(
          sql,
          parsed.statements() == 0
              ? "is empty; write a `SELECT`"
              : "has " + parsed.statements() + " statements; write one at a time");
    }
  }

  private static QueryFault mistaken(Source sql, Parsed parsed, int start) {
    return "parser".equals(parsed.errorType())
        ? SqlMistake.at(sql, String.valueOf(parsed.message()), parsed.location(), start)
        : fault(sql, "is no query; write one `SELECT`, because the log is only read");
  }

  private static QueryFault fault(Source sql, String what) {
    return new QueryFault(sql.name() + ": " + what, null);
  }

  private static Parsed parse(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PARSE)) {
      statement.setString(1, sql);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return new Parsed(
            result.getInt(1), result.getString(2), result.getString(3), result.getString(4));
      }
    }
  }

  /// Whether the result is a plan rather than rows.
  static boolean isExplained(Source sql) {
    return sql.text().strip().toLowerCase(Locale.ROOT).startsWith("explain");
  }
}
