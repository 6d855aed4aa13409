package dev.remit.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoakTest {
  @TempDir Path folder = Path.of("");

  /// A launcher that starts the service on the class path of this test.
  private Path launcher() throws Exception {
    Path script = folder.resolve("launcher");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                SoakedService.class.getName()));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  /// Whether memory is flat is not for seconds to tell.
  @Test
  void aFewSecondsBalanceAndVerify() throws Exception {
    SoakSettings settings =
        SoakSettings.parse(
            List.of(
                "--minutes",
                "0.1",
                "--warm-up",
                "1",
                "--measure",
                "0.5",
                "--every",
                "1",
                "--connections",
                "2",
                "--launcher",
                launcher().toString(),
                "--folder",
                folder.resolve("work").toString(),
                "--json",
                folder.resolve("soak.json").toString()));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      SoakReport report = new Soak(settings, out).run();
      assertThat(report.failures())
          .as(printed.toString(StandardCharsets.UTF_8))
          .allMatch(failure -> failure.contains(" grew by "));
      assertThat(report.answered().count()).isPositive();
      assertThat(report.answered()).isEqualTo(report.logged());
      assertThat(report.samples()).hasSizeGreaterThan(1);
      assertThat(report.beside()).containsOnlyKeys(BESIDE);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("in the log once; stopped in");
    assertThat(Files.readString(folder.resolve("soak.json"))).contains("\"balanced\":true");
  }

  private static final List<String> BESIDE =
      List.of("bundle swaps", "entity changes", "queries", "searches", "stream events");

  private static SoakReport report(IdSum logged, List<Trend> trends) {
    return new SoakReport(
        10, 7, List.of(), trends, Map.of(), 0, List.of(), ids(3), logged.total(), List.of(), 0.1);
  }

  private static IdSum.Total ids(int count) {
    return sum(count).total();
  }

  private static IdSum sum(int count) {
    IdSum sum = new IdSum();
    IntStream.range(0, count).mapToObj(i -> new UUID(i, i * 31L)).forEach(sum::add);
    return sum;
  }

  @Test
  void anAnswerThatIsMissingOrTwiceInTheLogIsAFailure() {
    assertThat(report(sum(3), List.of()).failures()).isEmpty();
    assertThat(report(sum(2), List.of()).failures())
        .containsExactly("the accounts do not balance: 3 decisions answered, 2 in the log");
    IdSum twice = sum(2);
    twice.add(new UUID(0, 0));
    assertThat(report(twice, List.of()).failures())
        .containsExactly(
            "the accounts do not balance: 3 decisions answered, 3 in the log, of other ids");
  }

  @Test
  void anIdIsFoundInAnAnswer() {
    UUID id = new UUID(7, 8);
    byte[] answer =
        ("{\"decision\":true,\"context\":{\"id\":\"" + id + "\"}}")
            .getBytes(StandardCharsets.UTF_8);
    IdSum read = new IdSum();
    read.add(answer, answer.length);
    IdSum added = new IdSum();
    added.add(id);
    assertThat(read.total()).isEqualTo(added.total());
    assertThatThrownBy(() -> read.add(answer, 20)).hasMessageContaining("without an id");
  }

  private static Trend trend(double perMinute) {
    List<Trend.Point> points =
        IntStream.rangeClosed(0, 60)
            .mapToObj(
                i -> new Trend.Point(i * 15, 200 + i / 4.0 * perMinute + (i % 2 == 0 ? 9 : -9)))
            .toList();
    return Trend.of("heap MB", points, 8);
  }

  @Test
  void whatGrowsIsToldFromWhatComesAndGoes() {
    assertThat(trend(0).isFlat()).isTrue();
    assertThat(trend(-5).isFlat()).isTrue();
    assertThat(trend(5).growth()).isBetween(70.0, 80.0);
    assertThat(report(sum(3), List.of(trend(5))).failures())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("heap MB grew by 7");
  }

  @Test
  void theHeapIsReadFromWhatTheJvmSays() throws Exception {
    assertThat(
            Samples.heapMegabytes(
                "12:\nCommand executed successfully\n12:\n ZHeap           used 82M, capacity 128M, max capacity 6000M\n"))
        .isEqualTo(82);
    assertThat(Samples.heapMegabytes("ZHeap  used 90M, capacity\nZHeap   used 70M, capacity"))
        .isEqualTo(70);
    assertThat(
            Samples.heapMegabytes(
                """
                DefNew     total 9K, used 3072K [0x
                 eden space 9K,   2% used [0x
                Tenured    total 9K, used 2048K [0x
                 the  space 9K,   9% used [0x
                DefNew     total 9K, used 1024K [0x
                Tenured    total 9K, used 2048K [0x
                """))
        .isEqualTo(3);
    assertThat(Samples.heapMegabytes("garbage-first heap   total 9K, committed 9K, used 2048K [0x"))
        .isEqualTo(2);
    assertThatThrownBy(() -> Samples.heapMegabytes("nothing")).hasMessage("no heap in nothing");
  }

  @Test
  void whatIsNoSettingIsRefused() {
    assertThatThrownBy(() -> SoakSettings.parse(List.of("--hours", "1")))
        .hasMessageContaining("--hours");
    assertThatThrownBy(() -> SoakSettings.parse(List.of("--minutes", "0")))
        .hasMessageContaining("not more than 0");
  }
}
