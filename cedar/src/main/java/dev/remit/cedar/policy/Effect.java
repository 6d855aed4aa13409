package dev.remit.cedar.policy;

/// What a policy does to a request that it matches.
public enum Effect {
  PERMIT("permit"),
  FORBID("forbid");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  /// As Cedar writes it.
  public String text() {
    return text;
  }
}
