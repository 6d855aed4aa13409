package dev.remit.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogLoadTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"rows,durable", "records,buffered"})
  void everyRunSaysWhatItCameToAndLeavesNothing(String form, String durability) throws Exception {
    List<String> arguments =
        List.of(
            "--seconds 0.1 --producers 1 --rate 1000 --giga 0.0001 --form %s --durability %s"
                .formatted(form, durability)
                .split(" "));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      new LogLoad(LoadOptions.parse(arguments, folder), out).run();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("free, ", "bare loop of ", "SQLite", "acknowledged after, ms", "opening a log");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void oneDecisionInTenIsDenied() {
    SampleRecords records = new SampleRecords(1);
    long denied =
        Stream.generate(records::next)
            .limit(10_000)
            .filter(record -> !record.decision().isPermit())
            .count();
    assertThat(denied).isBetween(800L, 1_200L);
  }
}
