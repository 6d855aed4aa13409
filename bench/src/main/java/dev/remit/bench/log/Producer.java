package dev.remit.bench.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.log.SegmentedLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/// Submits records until it is time to end, as fast as they are kept or at a rate.
///
/// Without a rate at most [#IN_FLIGHT_MAX] wait. With one each record has a time at which it is
/// due, whatever became of those before it, and its latency counts from then: what comes late
/// because the log, or this thread, was late is not left out (no coordinated omission).
final class Producer implements Runnable {
  /// Records that one producer waits for at once.
  static final int IN_FLIGHT_MAX = 4_096;

  private static final int CHUNK = 512;

  private final SegmentedLog log;
  private final SampleRecords records;
  private final LoadOptions.Form form;
  private final double recordsPerNano;
  private final ConcurrentHistogram latencies;
  private final long end;
  private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
  private long submitted;
  private @Nullable Throwable failure;

  /// `rate` is of this producer, in records a second, 0 for as fast as they are kept; `end` is as
  /// [System#nanoTime] says.
  Producer(
      SegmentedLog log,
      SampleRecords records,
      LoadOptions.Form form,
      double rate,
      ConcurrentHistogram latencies,
      long end) {
    this.log = log;
    this.records = records;
    this.form = form;
    this.recordsPerNano = rate / TimeUnit.SECONDS.toNanos(1);
    this.latencies = latencies;
    this.end = end;
  }

  @Override
  public void run() {
    try {
      if (recordsPerNano > 0) {
        runPaced();
      } else {
        runFreely();
      }
    } catch (AppendFailed e) {
      failure = e;
    }
  }

  private void submit() throws AppendFailed {
    submitted++;
    last =
        switch (form) {
          case ROWS -> log.submit(records.nextRow());
          case RECORDS -> log.submit(records.next());
        };
  }

  /// Records are kept in order, so that it is enough to wait for the last one of each chunk.
  private void runFreely() throws AppendFailed {
    Deque<CompletableFuture<@Nullable Void>> chunks = new ArrayDeque<>();
    while (System.nanoTime() < end) {
      for (int i = 0; i < CHUNK; i++) {
        submit();
      }
      chunks.add(last);
      if (chunks.size() * CHUNK >= IN_FLIGHT_MAX) {
        chunks.remove().join();
      }
    }
    chunks.forEach(CompletableFuture::join);
  }

  private void runPaced() throws AppendFailed {
    long start = System.nanoTime();
    for (long now = start; now < end; now = System.nanoTime()) {
      long due = (long) ((now - start) * recordsPerNano);
      while (submitted < due) {
        long dueNanos = start + (long) ((submitted + 1) / recordsPerNano);
        submit();
        last = last.whenComplete((_, _) -> record(dueNanos));
      }
      LockSupport.parkNanos(1);
    }
    last.join();
  }

  private void record(long dueNanos) {
    latencies.recordValue(Math.max(0, System.nanoTime() - dueNanos));
  }

  long submitted() {
    return submitted;
  }

  /// Throws what stopped it, if anything did.
  void requireWell() {
    if (failure != null) {
      throw new IllegalStateException("the log failed under load", failure);
    }
  }
}
