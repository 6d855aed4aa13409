package dev.remit.server.task;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.http.Problem;
import java.util.function.Supplier;

/// The answer where a note could not be recorded.
final class NotKept {
  private NotKept() {}

  static HttpResponse or(DecisionRecord kept, Supplier<HttpResponse> answer) {
    Reason reason = kept.decision().reasons().getFirst();
    return reason.code() == ReasonCode.NOT_RECORDED ? problem(reason).toResponse() : answer.get();
  }

  static Problem problem(Reason notRecorded) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "task.not-recorded", notRecorded.text());
  }
}
