package dev.remit.server.health;

import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.decision.Recorder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A recorder that counts what it is given and what becomes of it.
public final class MeasuredRecorder implements Recorder {
  private final Recorder recorder;
  private final Metrics metrics;
  private final LongSupplier nanoTime;

  public MeasuredRecorder(Recorder recorder, Metrics metrics, LongSupplier nanoTime) {
    this.recorder = Objects.requireNonNull(recorder, "recorder");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public CompletionStage<@Nullable Void> keep(DecisionRecord record) {
    long started = nanoTime.getAsLong();
    return recorder
        .keep(record)
        .whenComplete((_, failure) -> {
          if (failure == null) {
            metrics.kept(record, Duration.ofNanos(nanoTime.getAsLong() - started));
          } else {
            metrics.notKept(record);
          }
        });
  }
}
