package dev.remit.insight.cause;

/// What sort of thing a cause is: what to do about it depends on it.
public enum CauseClass {
  /// It works as intended: what was asked is forbidden by somebody's decision.
  GUARDRAIL("guardrail"),
  /// Authority no longer is what work relies on: a grant, policy or credential changed.
  DRIFT("drift"),
  /// Work that nobody minds any more asks again and again for what it never gets.
  STALE_AUTOMATION("stale-automation"),
  /// A setting of the account, the service or the session is against it, whatever is granted.
  SETTING("setting"),
  /// What was asked for is not what was meant.
  APPLICATION_BUG("application-bug"),
  /// Nobody ever granted what work is declared to need.
  POLICY_GAP("policy-gap"),
  /// Somebody looks for what they may do, or does what they never did.
  SUSPECTED_MISUSE("suspected-misuse"),
  /// A change was on its way, and arrived.
  PROPAGATION_DELAY("propagation-delay"),
  /// The records do not say.
  UNKNOWN("unknown");

  private final String text;

  CauseClass(String text) {
    this.text = text;
  }

  /// As reports write it.
  public String text() {
    return text;
  }
}
