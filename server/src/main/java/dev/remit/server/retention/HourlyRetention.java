package dev.remit.server.retention;

import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.log.Tombstone;
import dev.remit.store.retention.FolderRetention;
import dev.remit.store.retention.RetentionReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Removes what is past the limits, beside the decisions: soon after the start, then once an hour.
/// The operator is told of each removal, and once of each problem; after one it is tried again the
/// next time.
///
/// Its own thread works, and is the only one that writes the fields; any other may read the totals.
public final class HourlyRetention implements AutoCloseable {
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int SHOWN_MAX = 5;

  private final FolderRetention retention;
  private final RetentionLimits limits;
  private final Consumer<String> operator;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Totals totals = new Totals(0, 0, 0, false);
  private String told = "";

  /// What was removed since the start, and whether the last attempt failed.
  public record Totals(long records, long bytes, long bundles, boolean isFailing) {
    private Totals and(RetentionReport report) {
      long removed =
          report.tombstones().stream().mapToLong(gone -> gone.last() - gone.first() + 1).sum();
      return new Totals(
          records + removed, bytes + report.bytes(), bundles + report.bundles().size(), false);
    }

    private Totals failing() {
      return new Totals(records, bytes, bundles, true);
    }
  }

  private HourlyRetention(
      FolderRetention retention, RetentionLimits limits, Consumer<String> operator) {
    this.retention = Objects.requireNonNull(retention, "retention");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.operator = Objects.requireNonNull(operator, "operator");
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("remit-retention")
            .uncaughtExceptionHandler((_, fault) -> {
              totals = totals.failing();
              operator.accept("retention: it has ended (" + fault + "); start the service again");
            })
            .unstarted(this::work);
  }

  /// For whoever lets it work by himself.
  static HourlyRetention idle(
      FolderRetention retention, RetentionLimits limits, Consumer<String> operator) {
    return new HourlyRetention(retention, limits, operator);
  }

  /// Begins at once. `retention` is used by nobody else.
  public static HourlyRetention start(
      FolderRetention retention, RetentionLimits limits, Consumer<String> operator) {
    HourlyRetention hourly = new HourlyRetention(retention, limits, operator);
    hourly.thread.start();
    return hourly;
  }

  private void work() {
    try {
      do {
        removeOnce();
      } while (!closing.await(EVERY.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts retention", e);
    }
  }

  /// Removes what is past the limits now.
  void removeOnce() {
    try {
      RetentionReport report = retention.apply(limits);
      totals = totals.and(report);
      told = "";
      tell(report);
    } catch (IOException | DamagedLog | DamagedHistory e) {
      totals = totals.failing();
      fail(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void tell(RetentionReport report) {
    for (Tombstone tombstone : report.tombstones()) {
      operator.accept(
          String.format(
              Locale.ROOT,
              "retention: removed records %,d to %,d (%,d bytes), past `log.max-%s`",
              tombstone.first(),
              tombstone.last(),
              tombstone.bytes(),
              tombstone.why().text()));
    }
    List<KeptBundle> bundles = report.bundles();
    if (!bundles.isEmpty()) {
      operator.accept(
          "retention: removed "
              + bundles.size()
              + (bundles.size() == 1 ? " bundle" : " bundles")
              + " that no record refers to: "
              + String.join(
                  ", ",
                  bundles.stream().limit(SHOWN_MAX).map(kept -> kept.digest().brief()).toList())
              + (bundles.size() > SHOWN_MAX ? ", …" : ""));
    }
  }

  private void fail(String problem) {
    if (!problem.equals(told)) {
      operator.accept(
          "retention: not done ("
              + problem
              + "); what records need is still there, and it is tried again in an hour");
      told = problem;
    }
  }

  public Totals totals() {
    return totals;
  }

  /// Returns once it removes nothing any more; a removal that has begun is waited for.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
