package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.data.DataFolder;
import dev.remit.store.disk.Disk;
import dev.remit.testkit.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A writing process is killed (SIGKILL) under load, again and again on one data folder, while it
/// appends and seals.
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("crash.rounds", 50);
  private static final int RECORDS_MAX = 20_000;

  @TempDir Path folder = Path.of("");

  @Test
  void everyAcknowledgedRecordIsThereOnceAfterEveryKill() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(20261122));
    BitSet acknowledged = new BitSet();
    int next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Durability durability = random.nextInt(3) == 0 ? Durability.DURABLE : Durability.BUFFERED;
      int enough = 1 + random.nextInt(durability == Durability.DURABLE ? 2_000 : RECORDS_MAX);
      next = writeAndKill(durability, next, enough, acknowledged);
    }
    try (DataFolder data = DataFolder.read(folder)) {
      requireWhole(data.log(), acknowledged);
      assertThat(LogFiles.parts(data.log())).isNotEmpty();
    }
  }

  /// The first number that the next writer may use.
  private int writeAndKill(Durability durability, int first, int enough, BitSet acknowledged)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                folder.toString(),
                durability.name(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = first;
    int count = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (++count == enough) {
          writer.toHandle().destroyForcibly(); // Unlike the process's own, leaves what it printed.
        }
        if (line.endsWith(CrashWriter.END)) {
          int number = Integer.parseInt(line.substring(0, line.length() - 1));
          acknowledged.set(number);
          last = Math.max(last, number);
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(count).as("records before the kill").isGreaterThanOrEqualTo(enough);
    return last + 100;
  }

  private static void requireWhole(Disk disk, BitSet acknowledged) throws IOException, DamagedLog {
    BitSet found = new BitSet();
    new LogReader(disk)
        .visit(
            1,
            row -> {
              int number = (int) TestRows.number(row);
              assertThat(found.get(number)).as("record " + number + " twice").isFalse();
              found.set(number);
              return true;
            });
    BitSet lost = (BitSet) acknowledged.clone();
    lost.andNot(found);
    assertThat(lost.stream().boxed().toList()).as("acknowledged, and not there").isEmpty();
    assertThat(LogVerifier.verify(disk, List.of()).findings()).isEmpty();
  }
}
