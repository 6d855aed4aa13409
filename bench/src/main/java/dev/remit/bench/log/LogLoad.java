package dev.remit.bench.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.RecordRows;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Loads the decision log as fast as it takes records and at a rate, beside a bare loop of appends
/// and forces and beside SQLite, all on one disk and one after the other, and prints what each came
/// to.
public final class LogLoad {
  private static final long SEED = 20261122;
  private static final int MADE_PER_SECOND = 20_000;
  private static final double GIGA = 1e9;
  private static final int WARM_UP_SECONDS_MAX = 5;
  private static final int BARE_SECONDS_MAX = 10;

  private final LoadOptions options;
  private final PrintStream out;
  private final List<SampleRecords> samples = new ArrayList<>();

  LogLoad(LoadOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
    for (int i = 0; i < options.producers(); i++) {
      samples.add(new SampleRecords(SEED + i));
    }
  }

  /// Throws what went wrong.
  public static void main(String... arguments) throws IOException, AppendFailed, SQLException {
    Path folder = Files.createTempDirectory("remit-log");
    LoadOptions options;
    try {
      options = LoadOptions.parse(Arrays.asList(arguments), folder);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try {
      new LogLoad(options, System.out).run();
    } finally {
      remove(folder);
    }
  }

  void run() throws IOException, AppendFailed, SQLException {
    Files.createDirectories(options.folder());
    making();
    double seconds = options.seconds();
    long warmUp = nanos(Math.min(seconds, WARM_UP_SECONDS_MAX));
    load("warm up", 0, warmUp);
    long nanos = nanos(seconds);
    LoadRun.Result free = load("free", 0, nanos);
    if (options.peers()) {
      peers(free, nanos(Math.min(seconds, BARE_SECONDS_MAX)));
    }
    if (options.latency()) {
      LoadRun.Result paced = load("at " + options.rate() + "/s", options.rate(), nanos);
      latencies(paced.latencies());
    }
    if (options.giga() > 0) {
      opening();
    }
  }

  private static long nanos(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  /// What the producers do beside the log, in this thread.
  private void making() {
    SampleRecords records = samples.getFirst();
    int count = (int) (MADE_PER_SECOND * options.seconds());
    long empty = 0;
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        empty += records.next().latencyNanos() == 0 ? 1 : 0;
      }
      long made = System.nanoTime();
      for (int i = 0; i < count; i++) {
        empty += RecordRows.of(records.next()).chars() == 0 ? 1 : 0;
      }
      long rows = System.nanoTime();
      out.printf(
          Locale.ROOT,
          "making a record %d ns, and a row of it %d ns (empty: %d)%n",
          (made - start) / count,
          (rows - made) / count - (made - start) / count,
          empty);
    }
  }

  private LoadRun.Result load(String name, int rate, long nanos) throws IOException, AppendFailed {
    Path folder = Files.createTempDirectory(options.folder(), "log");
    try {
      LoadRun.Result result = new LoadRun(folder, options).run(samples, rate, nanos);
      out.printf(
          Locale.ROOT,
          "%s, %s, %s: %,.0f records/s over %.1f s, %d records and %,d bytes a group%n",
          name,
          options.durability(),
          options.form(),
          result.recordsPerSecond(),
          result.seconds(),
          result.recordsPerAppend(),
          result.bytesPerAppend());
      out.printf(
          Locale.ROOT,
          "  cores: writer %.2f, sealing %.2f, producers %.2f, process %.2f%n",
          result.writer(),
          result.sealing(),
          result.producers(),
          result.process());
      out.printf(
          Locale.ROOT,
          "  bytes a record: segments %.1f, Parquet %.1f; lag %d segments, drained in %.1f s%n",
          (double) result.segmentBytes() / result.records(),
          (double) result.partBytes() / Math.max(1, result.sealed()),
          result.lagSegments(),
          result.drainSeconds());
      return result;
    } finally {
      remove(folder);
    }
  }

  private void peers(LoadRun.Result free, long nanos) throws IOException, SQLException {
    double groups =
        BareLoop.run(options.folder(), free.bytesPerAppend(), options.durability(), nanos);
    double bare = groups * free.recordsPerAppend();
    out.printf(
        Locale.ROOT,
        "bare loop of %,d bytes: %,.0f groups/s, as %,.0f records/s; the log has %.0f %% of that%n",
        free.bytesPerAppend(),
        groups,
        bare,
        100 * free.recordsPerSecond() / bare);
    Path folder = Files.createTempDirectory(options.folder(), "sqlite");
    try {
      double sqlite = SqlitePeer.run(folder, samples.getFirst(), free.recordsPerAppend(), nanos);
      out.printf(
          Locale.ROOT,
          "SQLite, WAL, FULL, %d a transaction: %,.0f records/s; the log has %.1f times that%n",
          free.recordsPerAppend(),
          sqlite,
          free.recordsPerSecond() / sqlite);
    } finally {
      remove(folder);
    }
  }

  private void latencies(Histogram nanos) {
    out.printf(
        Locale.ROOT,
        "  acknowledged after, ms: p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.1f%n",
        millis(nanos, 50),
        millis(nanos, 90),
        millis(nanos, 99),
        millis(nanos, 99.9),
        millis(nanos, 100));
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  /// Fills a log and opens it again.
  private void opening() throws IOException, AppendFailed {
    Path folder = Files.createTempDirectory(options.folder(), "log");
    try {
      LoadRun run = new LoadRun(folder, options);
      while (bytes(folder) < options.giga() * GIGA) {
        run.run(samples, 0, nanos(Math.min(options.seconds(), BARE_SECONDS_MAX)));
      }
      double gigabytes = bytes(folder) / GIGA;
      long start = System.nanoTime();
      SegmentedLog log =
          SegmentedLog.open(
              FolderDisk.open(folder),
              LogSettings.of(options.durability()),
              InstantSource.system(),
              UUID::randomUUID);
      long elapsed = System.nanoTime() - start;
      long records = log.head().records();
      log.close();
      out.printf(
          Locale.ROOT,
          "opening a log of %.2f GB and %,d records: %d ms%n",
          gigabytes,
          records,
          TimeUnit.NANOSECONDS.toMillis(elapsed));
    } finally {
      remove(folder);
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
