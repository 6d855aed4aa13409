package dev.remit.store.observation;

import dev.remit.pdp.decision.ReasonCode;

/// What another system answered to a request, of what matters here.
///
/// A request that was authorized and then failed for what it asked, as for a bucket that is not
/// there, is permitted.
public enum ObservedOutcome {
  /// It was authorized.
  PERMITTED(true, ReasonCode.OBSERVED_PERMIT),
  /// It was refused for want of authority.
  DENIED(false, ReasonCode.OBSERVED_DENIAL),
  /// Somebody signed in; authority was not asked about.
  AUTHENTICATED(false, ReasonCode.AUTHENTICATED),
  /// Who asked could not be told; authority was not asked about.
  UNAUTHENTICATED(false, ReasonCode.UNAUTHENTICATED),
  /// There were too many requests; authority was not asked about, or the answer is not known.
  THROTTLED(false, ReasonCode.THROTTLED),
  /// The system failed; whether it was authorized is not known.
  FAULT(false, ReasonCode.FAULT);

  private final boolean permit;
  private final ReasonCode reason;

  ObservedOutcome(boolean permit, ReasonCode reason) {
    this.permit = permit;
    this.reason = reason;
  }

  /// Whether it is known to have been authorized.
  public boolean isPermit() {
    return permit;
  }

  /// The code that its record has.
  public ReasonCode reason() {
    return reason;
  }
}
