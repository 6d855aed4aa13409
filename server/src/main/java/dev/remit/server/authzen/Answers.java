package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpResponse;
import dev.remit.cedar.explain.ExplanationJson;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.access.Gate;
import dev.remit.server.access.Right;
import dev.remit.server.decision.Basis;
import dev.remit.server.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Recorded decisions as answers; a caller with the right also learns what was nearest to a permit
/// where none applied.
///
/// That costs far more than the decision, so it is found away from the event loop, and only for the
/// first [#NEAREST_MAX] denials of a call.
final class Answers {
  /// Denials of one call whose nearest permits are looked for.
  static final int NEAREST_MAX = 10;

  private final Gate gate;

  Answers(Gate gate) {
    this.gate = Objects.requireNonNull(gate, "gate");
  }

  /// Called on the event loop. `write` gets an answer for each record, in their order.
  CompletionStage<HttpResponse> write(
      Call call,
      Basis basis,
      List<DecisionRecord> records,
      Function<List<Json.JsonObject>, HttpResponse> write) {
    boolean explains = isAnyDefaultDenial(records) && gate.allows(call.caller(), Right.EXPLAIN);
    if (!explains) {
      return CompletableFuture.completedFuture(write.apply(unexplained(records)));
    }
    return CompletableFuture.supplyAsync(
        () -> write.apply(explained(basis, records)), call.context().blockingTaskExecutor());
  }

  private static boolean isAnyDefaultDenial(List<DecisionRecord> records) {
    for (DecisionRecord record : records) {
      if (isDefaultDenial(record)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDefaultDenial(DecisionRecord record) {
    for (Reason reason : record.decision().reasons()) {
      if (reason.code() == ReasonCode.NO_PERMIT) {
        return true;
      }
    }
    return false;
  }

  private static List<Json.JsonObject> unexplained(List<DecisionRecord> records) {
    List<Json.JsonObject> written = new ArrayList<>(records.size());
    for (DecisionRecord record : records) {
      written.add(EvaluationJson.write(record, null));
    }
    return written;
  }

  private static List<Json.JsonObject> explained(Basis basis, List<DecisionRecord> records) {
    List<Json.JsonObject> written = new ArrayList<>(records.size());
    int left = NEAREST_MAX;
    for (DecisionRecord record : records) {
      boolean explained = left > 0 && isDefaultDenial(record);
      left -= explained ? 1 : 0;
      written.add(EvaluationJson.write(record, explained ? nearest(basis, record) : null));
    }
    return written;
  }

  private static @Nullable Json nearest(Basis basis, DecisionRecord record) {
    return Pdp.explain(record.inputs(), basis.bundle(), basis.snapshot()).stream()
        .filter(explanation -> explanation.isDefaultDeny())
        .findFirst()
        .map(ExplanationJson::nearest)
        .orElse(null);
  }
}
