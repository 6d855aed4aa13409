package dev.remit.store.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// DuckDB in this process, without a file of its own, and shut in: it can read and write in the
/// folders that it is given and nowhere else, loads nothing, and can be told nothing else any more.
///
/// That it may write there cannot be helped, so no SQL of others gets here but through
/// [SelectStatement].
final class Engine {
  private static final String URL = "jdbc:duckdb:";

  private Engine() {}

  static Connection open(Path temporary, List<Path> folders, Share share) throws SQLException {
    Properties properties = new Properties();
    // Rows come as they are found; otherwise a result would be in memory whole.
    properties.setProperty("jdbc_stream_results", "true");
    Connection connection = DriverManager.getConnection(URL, properties);
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings(temporary, folders, share)) {
        statement.execute("SET " + setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// In this order: the last two end all others.
  private static List<String> settings(Path temporary, List<Path> folders, Share share) {
    return List.of(
        "TimeZone = 'UTC'",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_community_extensions = false",
        "allow_extension_repositories = 'forbidden'",
        "allow_persistent_secrets = false",
        "threads = " + share.threads(),
        "memory_limit = '" + share.memory() + "'",
        "temp_directory = " + quote(temporary.resolve("spill").toString()),
        "max_temp_directory_size = '" + share.spill() + "'",
        "parquet_metadata_cache = true",
        "errors_as_json = true",
        "allowed_directories = " + allowed(folders),
        "enable_external_access = false",
        "lock_configuration = true");
  }

  /// A path is held against these twice: as it is asked for, and as the file is called.
  private static String allowed(List<Path> folders) {
    return folders.stream()
        .map(folder -> folder + "/")
        .flatMap(folder -> List.of(folder, pattern(folder)).stream())
        .distinct()
        .map(Engine::quote)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// A pattern of file names that only this one has.
  static String pattern(String file) {
    return file.replaceAll("[\\[*?]", "[$0]");
  }

  /// As a literal of SQL.
  static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
