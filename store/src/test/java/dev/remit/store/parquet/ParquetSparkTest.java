package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Spark, as a process of its own, reads what we write as we read it. Run by `store/spark-check`,
/// which fetches Spark; the property names a file that holds its class path.
@EnabledIfSystemProperty(named = "spark.classpath", matches = ".+")
final class ParquetSparkTest {
  private static final int FILES = 20;

  @TempDir Path folder;

  @Test
  void anyRowsAreReadEqualByBothOfItsReaders() throws IOException, InterruptedException {
    RandomGenerator random = Seeds.random(Seeds.seed(9));
    List<Tables> tables = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      tables.add(Tables.random(random, random.nextInt(i < FILES - 2 ? 300 : 60_000)));
      tables.get(i).write(file(i));
    }
    readWithSpark();
    for (int i = 0; i < FILES; i++) {
      List<String> expected = tables.get(i).rows().stream().map(ParquetSparkTest::line).toList();
      assertThat(Files.readAllLines(Path.of(file(i) + ".true"))).isEqualTo(expected);
      assertThat(Files.readAllLines(Path.of(file(i) + ".false"))).isEqualTo(expected);
    }
  }

  private Path file(int number) {
    return folder.resolve(number + ".parquet");
  }

  private void readWithSpark() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("remit.root"));
    Process spark =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Files.readString(Path.of(System.getProperty("spark.classpath"))).strip(),
                root.resolve("store/spark/SparkReads.java").toString(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("spark.log").toFile())
            .start();
    int exit = spark.waitFor();
    assertThat(exit).describedAs(() -> log()).isZero();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("spark.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String line(@Nullable Object[] row) {
    List<String> cells = new ArrayList<>();
    for (Object value : row) {
      cells.add(
          value instanceof List<?> list
              ? list.stream().map(ParquetSparkTest::cell).toList().toString()
              : cell(value));
    }
    return String.join("\t", cells);
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "'" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "'";
      case UUID id -> "'" + id + "'";
      default -> value.toString();
    };
  }
}
