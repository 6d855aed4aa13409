package dev.remit.cedar.policy;

/// An operator or method with one operand.
public enum UnaryOperator {
  NOT("!"),
  NEGATE("-"),
  IS_EMPTY("isEmpty");

  private final String text;

  UnaryOperator(String text) {
    this.text = text;
  }

  /// As Cedar writes it in text.
  public String text() {
    return text;
  }
}
