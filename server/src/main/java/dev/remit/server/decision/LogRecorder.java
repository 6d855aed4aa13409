package dev.remit.server.decision;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.log.SegmentedLog;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The decision log as a [Recorder]. While the log does not keep up, a record waits for its turn on
/// a thread of `waiting`, so that event loops never do.
public final class LogRecorder implements Recorder {
  private final SegmentedLog log;
  private final Executor waiting;

  public LogRecorder(SegmentedLog log, Executor waiting) {
    this.log = Objects.requireNonNull(log, "log");
    this.waiting = Objects.requireNonNull(waiting, "waiting");
  }

  @Override
  public CompletionStage<@Nullable Void> keep(DecisionRecord record) {
    try {
      CompletableFuture<@Nullable Void> kept = log.offer(record);
      return kept == null ? keepInTurn(record) : kept;
    } catch (AppendFailed e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<@Nullable Void> keepInTurn(DecisionRecord record) {
    CompletableFuture<@Nullable Void> kept = new CompletableFuture<>();
    waiting.execute(() -> {
      try {
        log.append(record);
        kept.complete(null);
      } catch (AppendFailed e) {
        kept.completeExceptionally(e);
      }
    });
    return kept;
  }
}
