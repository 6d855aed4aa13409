package dev.remit.server.decision;

import dev.remit.pdp.record.DecisionRecord;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Where the service keeps decisions, without making anybody wait in its thread.
@FunctionalInterface
public interface Recorder {
  /// Done once the record is kept; failed with [dev.remit.pdp.record.AppendFailed] if it is not.
  CompletionStage<@Nullable Void> keep(DecisionRecord record);
}
