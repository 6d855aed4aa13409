package dev.remit.bench;

import dev.remit.insight.rate.Dimension;
import dev.remit.insight.rate.Question;
import dev.remit.insight.rate.Scope;
import dev.remit.insight.rate.Tally;
import dev.remit.insight.rate.TallyReader;
import dev.remit.store.data.DataFolder;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Rates of failure from the counts by hour of a log of 100 million records over ten days, of 1,000
/// accounts and 50 actions; each answer is checked. The counts are written once and kept in
/// `folder` for the next run.
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 2)
@Measurement(iterations = 10)
public class RatesBenchmark {
  private static final int NAMED = 100;

  @Param("100000000")
  public long records;

  /// Where counts are kept, a folder for each number of records.
  @Param("target/counted-logs")
  public String folder = "";

  private @Nullable LogTable table;

  @Setup(Level.Trial)
  public void open() throws IOException, QueryFault {
    Path path = Path.of(folder, Long.toString(records)).toAbsolutePath();
    Path written = path.resolve("written");
    if (!Files.exists(written)) {
      try (DataFolder owned = DataFolder.own(path)) {
        long rows = CountedLog.write(owned, records);
        Files.writeString(written, Long.toString(rows));
      }
    }
    System.out.println("rows of counts: " + Files.readString(written));
    table = LogTable.open(DataFolder.read(path));
  }

  @TearDown(Level.Trial)
  public void close() {
    opened().close();
  }

  private LogTable opened() {
    if (table == null) {
      throw new IllegalStateException("not open");
    }
    return table;
  }

  @Benchmark
  public Tally whole() throws QueryFault {
    return ask(Scope.ALL, records, List.of());
  }

  @Benchmark
  public Tally byIdentityAndHour() throws QueryFault {
    return ask(Scope.ALL, records, List.of(Dimension.IDENTITY, Dimension.HOUR));
  }

  @Benchmark
  public Tally byActionOnADay() throws QueryFault {
    Scope day =
        Scope.ALL.within(
            GeneratedLog.START.plus(Duration.ofDays(5)),
            GeneratedLog.START.plus(Duration.ofDays(6)));
    return ask(day, records / GeneratedLog.DAYS, List.of(Dimension.ACTION));
  }

  private Tally ask(Scope scope, long attempts, List<Dimension> by) throws QueryFault {
    Tally tally = new TallyReader(opened()).read(new Question(scope, by, NAMED));
    long counted = tally.whole().counts().attempts();
    // A step is a whole number of nanoseconds, so that a day may have one more.
    if (Math.abs(counted - attempts) > 1 || !tally.rolledUp()) {
      throw new AssertionError(counted + " of " + attempts);
    }
    return tally;
  }
}
