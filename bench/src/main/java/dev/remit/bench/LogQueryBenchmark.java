package dev.remit.bench;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.query.Condition;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.ResultRows;
import dev.remit.store.query.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Questions to a log of ten million rows over ten days; each answer is counted. The log is written
/// once and kept in `folder` for the next run.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 1)
@Measurement(iterations = 5)
public class LogQueryBenchmark {
  private static final String FAILURES =
      """
      SELECT principal_type, principal_id, date_trunc('hour', "time") AS hour, count(*) AS decisions,
        count(*) FILTER (outcome = 'deny') AS denied
      FROM decisions GROUP BY ALL ORDER BY denied DESC LIMIT 100
      """;
  private static final String ROLLED_UP =
      """
      SELECT principal_type, principal_id, hour, sum(count) AS decisions,
        sum(count) FILTER (outcome = 'deny') AS denied
      FROM rollups GROUP BY ALL ORDER BY denied DESC LIMIT 100
      """;
  private static final int LISTED = 50;
  private static final Instant DAY = GeneratedLog.START.plus(Duration.ofDays(5));

  @Param("10000000")
  public long rows;

  /// Where logs are kept, one for each number of rows.
  @Param("target/generated-logs")
  public String folder = "";

  private @Nullable DataFolder data;
  private @Nullable LogTable table;
  private UUID id = new UUID(0, 0);

  @Setup(Level.Trial)
  public void open() throws IOException, AppendFailed, InterruptedException, QueryFault {
    Path path = Path.of(folder, Long.toString(rows)).toAbsolutePath();
    Path written = path.resolve("written");
    if (!Files.exists(written)) {
      try (DataFolder owned = DataFolder.own(path)) {
        Files.writeString(written, GeneratedLog.write(owned, rows).toString());
      }
    }
    id = UUID.fromString(Files.readString(written));
    DataFolder read = DataFolder.read(path);
    data = read;
    table = LogTable.open(read);
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

  /// What every command pays before its question.
  @Benchmark
  public long opening() throws DataFault, QueryFault {
    if (data == null) {
      throw new IllegalStateException("not open");
    }
    try (LogTable another = LogTable.open(data)) {
      return another.hashCode();
    }
  }

  /// As `remit log show` looks for it.
  @Benchmark
  public long oneRecord() throws IOException, DamagedLog {
    if (data == null) {
      throw new IllegalStateException("not open");
    }
    return require(1, new LogReader(data.log()).find(id).stream().count());
  }

  private static List<Condition> identityOnADay() {
    return List.of(
        Condition.principal(EntityUid.of("ServiceAccount", GeneratedLog.account(7))),
        Condition.since(DAY),
        Condition.before(DAY.plus(Duration.ofDays(1))));
  }

  /// As `remit log query` lists them.
  @Benchmark
  public long newestOfAnIdentityOnADay() throws QueryFault {
    return require(0, count(new Selection(identityOnADay(), Selection.Order.NEWEST_FIRST, LISTED)));
  }

  @Benchmark
  public long allOfAnIdentityOnADay() throws QueryFault {
    return require(0, count(Selection.all(identityOnADay())));
  }

  @Benchmark
  public long newest() throws QueryFault {
    return require(LISTED, count(new Selection(List.of(), Selection.Order.NEWEST_FIRST, LISTED)));
  }

  @Benchmark
  public long newestDenied() throws QueryFault {
    List<Condition> denied = List.of(Condition.reason("no-permit"));
    return require(LISTED, count(new Selection(denied, Selection.Order.NEWEST_FIRST, LISTED)));
  }

  @Benchmark
  public long failuresOfEachIdentityAndHour() throws QueryFault {
    return failures(ROLLED_UP);
  }

  @Benchmark
  public long failuresOfEachIdentityAndHourFromRows() throws QueryFault {
    return failures(FAILURES);
  }

  private long failures(String sql) throws QueryFault {
    long count = 0;
    try (ResultRows result = opened().query(new Source("failures", sql))) {
      while (result.next() != null) {
        count++;
      }
    }
    return require(1, count);
  }

  private long count(Selection selection) throws QueryFault {
    long count = 0;
    try (DecisionRows result = opened().select(selection)) {
      while (result.next() != null) {
        count++;
      }
    }
    return count;
  }

  private static long require(long min, long count) {
    if (count < min) {
      throw new AssertionError(count + " rows");
    }
    return count;
  }
}
