package dev.remit.cedar.policy;

/// A part of the request.
public enum Variable {
  PRINCIPAL("principal"),
  ACTION("action"),
  RESOURCE("resource"),
  CONTEXT("context");

  private final String text;

  Variable(String text) {
    this.text = text;
  }

  /// As Cedar writes it.
  public String text() {
    return text;
  }
}
