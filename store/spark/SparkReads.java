import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Reads with Spark each Parquet file of a folder, by both of its readers, and writes beside it
/// what came out, a row a line: `part.parquet` becomes `part.parquet.true` and
/// `part.parquet.false`. Run as a source file by `ParquetSparkTest`.
public final class SparkReads {
  private SparkReads() {}

  public static void main(String[] arguments) throws Exception {
    List<Path> files;
    try (var listed = Files.list(Path.of(arguments[0]))) {
      files = listed.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .getOrCreate();
    for (String vectorized : List.of("true", "false")) {
      spark.conf().set("spark.sql.parquet.enableVectorizedReader", vectorized);
      for (Path file : files) {
        List<String> lines = new ArrayList<>();
        for (Row row : spark.read().parquet(file.toString()).collectAsList()) {
          lines.add(line(row));
        }
        Files.write(Path.of(file + "." + vectorized), lines);
      }
    }
    spark.stop();
  }

  private static String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      cells.add(
          value instanceof scala.collection.Seq<?>
              ? row.getList(i).stream().map(SparkReads::cell).toList().toString()
              : cell(value));
    }
    return String.join("\t", cells);
  }

  private static String cell(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "'" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "'";
      case Instant instant -> String.valueOf(instant.toEpochMilli());
      default -> value.toString();
    };
  }
}
