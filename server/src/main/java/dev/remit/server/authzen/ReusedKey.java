package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.http.Problem;
import org.jspecify.annotations.Nullable;

/// An attempt key that came with another request before: nothing is decided then.
///
/// Source: draft-ietf-httpapi-idempotency-key-header, error handling.
final class ReusedKey {
  private ReusedKey() {}

  /// Null where the key was none that was used before.
  static @Nullable Problem find(DecisionRecord record) {
    Reason reason = record.decision().reasons().getFirst();
    return reason.code() == ReasonCode.KEY_REUSED
        ? new Problem(HttpStatus.UNPROCESSABLE_ENTITY, "attempt-key.reused", reason.text())
        : null;
  }
}
