package dev.remit.server.health;

import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.decision.Recorder;
import dev.remit.store.data.TenantId;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A recorder that counts what it is given and what becomes of it.
public final class MeasuredRecorder implements Recorder {
  private final Recorder recorder;
  private final DecisionCounts counts;
  private final LongSupplier nanoTime;

  /// Counts what is one tenant's.
  public MeasuredRecorder(
      TenantId tenant, Recorder recorder, Metrics metrics, LongSupplier nanoTime) {
    this.recorder = Objects.requireNonNull(recorder, "recorder");
    this.counts = metrics.decisions(tenant);
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public CompletionStage<@Nullable Void> keep(DecisionRecord record) {
    long started = nanoTime.getAsLong();
    return recorder
        .keep(record)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            counts.kept(record, Duration.ofNanos(nanoTime.getAsLong() - started));
          } else {
            counts.notKept(record);
          }
        });
  }
}
