package dev.remit.bench.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// One log under load. Everything but the records is made anew for each run.
final class LoadRun {
  /// In a 64-bit histogram of nanoseconds; a minute is longer than the log lets anyone wait.
  private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(1);

  /// Producers that load a log at a rate: one thread can pace 100,000 records a second.
  private static final int PACED_PRODUCERS = 1;

  private static final String SEGMENTS = "segments";
  private static final String PARTS = "parts";
  private static final long DRAIN_POLL_MILLIS = 20;
  private static final int LATENCY_DIGITS = 3;

  private final Path folder;
  private final LoadOptions options;
  private final ConcurrentHistogram latencies =
      new ConcurrentHistogram(LATENCY_MAX, LATENCY_DIGITS);

  LoadRun(Path folder, LoadOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /// What a run came to. `seconds` is until the last record was kept; `writer`, `sealing`,
  /// `producers` and `process` are cores busy during them; `lagSegments` of `segmentBytes` in all
  /// are how many closed ones were not sealed when it ended, and `drainSeconds` what sealing took
  /// then; `sealed` are the records in the parts, of `partBytes`.
  record Result(
      long records,
      double seconds,
      long appends,
      long segmentBytes,
      double writer,
      double sealing,
      double producers,
      double process,
      int lagSegments,
      double drainSeconds,
      long sealed,
      long partBytes,
      Histogram latencies) {
    double recordsPerSecond() {
      return records / seconds;
    }

    int recordsPerAppend() {
      return (int) Math.max(1, records / Math.max(1, appends));
    }

    int bytesPerAppend() {
      return (int) Math.max(1, segmentBytes / Math.max(1, appends));
    }
  }

  /// `rate` is in records a second, 0 for as fast as they are kept.
  Result run(List<SampleRecords> samples, int rate, long nanos) throws IOException, AppendFailed {
    CountingDisk disk = new CountingDisk(FolderDisk.open(folder), SEGMENTS);
    LogSettings settings = LogSettings.of(options.durability());
    try (SegmentedLog log =
        SegmentedLog.open(disk, settings, InstantSource.system(), UUID::randomUUID)) {
      CpuTime before = CpuTime.now();
      long start = System.nanoTime();
      List<Producer> producers = producers(log, samples, rate, start + nanos);
      CpuTime after = produce(producers);
      long elapsed = System.nanoTime() - start;
      long submitted = producers.stream().mapToLong(Producer::submitted).sum();
      int lag = Math.max(0, disk.list(SEGMENTS).size() - 1);
      long appends = disk.appends();
      long bytes = disk.bytes();
      double drain = drain(disk);
      return new Result(
          submitted,
          seconds(elapsed),
          appends,
          bytes,
          (double) after.since(before, "remit-log") / elapsed
              - (double) after.since(before, "remit-log-sealing") / elapsed,
          (double) after.since(before, "remit-log-sealing") / elapsed,
          (double) after.since(before, "producer") / elapsed,
          (double) (after.process() - before.process()) / elapsed,
          lag,
          drain,
          sealed(disk),
          partBytes(disk),
          latencies);
    }
  }

  private List<Producer> producers(
      SegmentedLog log, List<SampleRecords> samples, int rate, long end) {
    List<Producer> producers = new ArrayList<>();
    int count = rate > 0 ? PACED_PRODUCERS : samples.size();
    for (SampleRecords records : samples.subList(0, count)) {
      producers.add(
          new Producer(log, records, options.form(), (double) rate / count, latencies, end));
    }
    return producers;
  }

  /// Returns the CPU time when the last of them has ended, of which their threads do not live to
  /// tell.
  private static CpuTime produce(List<Producer> producers) {
    List<Thread> threads = new ArrayList<>();
    CpuTime[] ends = new CpuTime[producers.size()];
    for (int i = 0; i < producers.size(); i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .name("producer-" + i)
              .start(() -> {
                producers.get(number).run();
                ends[number] = CpuTime.now();
              }));
    }
    threads.forEach(LoadRun::join);
    producers.forEach(Producer::requireWell);
    CpuTime last = CpuTime.now();
    for (CpuTime end : ends) {
      end.threads().forEach((name, nanos) -> last.threads().merge(name, nanos, Math::max));
    }
    return last;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Waits until every closed segment is sealed, and says how many seconds that took.
  private static double drain(Disk disk) throws IOException {
    long start = System.nanoTime();
    while (disk.list(SEGMENTS).size() > 1) {
      try {
        Thread.sleep(DRAIN_POLL_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
    return seconds(System.nanoTime() - start);
  }

  private static List<String> parts(Disk disk) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String day : disk.folders(PARTS)) {
      parts.addAll(disk.list(day));
    }
    return parts;
  }

  /// The last record of the newest part, which its name ends with.
  private static long sealed(Disk disk) throws IOException {
    return parts(disk).stream()
        .mapToLong(
            part -> Long.parseLong(part.substring(part.lastIndexOf('-') + 1, part.length() - 8)))
        .max()
        .orElse(0);
  }

  private static long partBytes(Disk disk) throws IOException {
    long bytes = 0;
    for (String part : parts(disk)) {
      try (var file = disk.openRead(part)) {
        bytes += file.size();
      }
    }
    return bytes;
  }

  static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
