package dev.remit.insight.observe.proxy;

import dev.remit.store.observation.ObservedOutcome;
import java.util.Set;

/// What a status of HTTP says of authority.
///
/// Sources: RFC 9110, section 15; the statuses of its own that nginx logs.
final class Statuses {
  private static final int FAULT_FROM = 500;

  /// Of a request that broke off or was damaged.
  private static final Set<Integer> MALFORMED = Set.of(400, 408, 413, 414, 431, 494, 497);

  private Statuses() {}

  /// 0 is that there was no answer; 444 is nginx's own way to refuse by not answering, 499 that the
  /// client did not wait.
  static ObservedOutcome outcome(int status) {
    return switch (status) {
      case 401, 407, 495, 496 -> ObservedOutcome.UNAUTHENTICATED;
      case 403, 444, 451 -> ObservedOutcome.DENIED;
      case 429 -> ObservedOutcome.THROTTLED;
      case 0, 499 -> ObservedOutcome.FAULT;
      default -> status >= FAULT_FROM ? ObservedOutcome.FAULT : ObservedOutcome.PERMITTED;
    };
  }

  /// Whether a request broke off or was damaged, so that neither the proxy nor what is behind it
  /// decided about it.
  static boolean isDamaged(int status, ObservedOutcome outcome, Layer layer) {
    return MALFORMED.contains(status)
        && outcome == ObservedOutcome.PERMITTED
        && layer != Layer.APPLICATION;
  }

  static boolean isFault(int status) {
    return status >= FAULT_FROM;
  }
}
