package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetRoundTripTest {
  @TempDir Path folder;

  @Test
  void anyRowsAreReadBackEqual() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    Path file = folder.resolve("random.parquet");
    for (int i = 0; i < 300; i++) {
      Tables written = Tables.random(random, random.nextInt(i < 290 ? 100 : 50_000));
      written.write(file);
      Tables read = Tables.read(file);
      assertThat(read.schema()).isEqualTo(written.schema());
      assertThat(read.values()).isEqualTo(written.values());
    }
  }

  @Test
  void rowsThatArePassedOverAreThoseInFront() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(2));
    Path file = folder.resolve("random.parquet");
    for (int i = 0; i < 100; i++) {
      Tables written = Tables.random(random, 1 + random.nextInt(i < 96 ? 100 : 150_000));
      written.write(file);
      try (ParquetReader reader = ParquetReader.open(file)) {
        ParquetRows rows = reader.rows();
        int at = 0;
        while (at < written.rows().size()) {
          assertThat(rows.next()).isEqualTo(written.rows().get(at));
          int passed = random.nextInt(written.rows().size());
          rows.skip(passed);
          at += 1 + passed;
        }
        assertThat(rows.next()).isNull();
      }
    }
  }
}
