package dev.remit.cedar.policy;

/// An operator or method with two operands that are both always evaluated, left first.
public enum BinaryOperator {
  EQUAL("==", false),
  NOT_EQUAL("!=", false),
  LESS("<", false),
  LESS_OR_EQUAL("<=", false),
  GREATER(">", false),
  GREATER_OR_EQUAL(">=", false),
  IN("in", false),
  ADD("+", false),
  SUBTRACT("-", false),
  MULTIPLY("*", false),
  CONTAINS("contains", true),
  CONTAINS_ALL("containsAll", true),
  CONTAINS_ANY("containsAny", true),
  GET_TAG("getTag", true),
  HAS_TAG("hasTag", true);

  private final String text;
  private final boolean method;

  BinaryOperator(String text, boolean method) {
    this.text = text;
    this.method = method;
  }

  /// As Cedar writes it, in text and as a key of its JSON form.
  public String text() {
    return text;
  }

  /// Whether it is written `left.text(right)`.
  public boolean isMethod() {
    return method;
  }
}
