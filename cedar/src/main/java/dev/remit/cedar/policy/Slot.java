package dev.remit.cedar.policy;

/// A place in the scope of a template that a link fills with an entity.
public enum Slot {
  PRINCIPAL("?principal"),
  RESOURCE("?resource");

  private final String text;

  Slot(String text) {
    this.text = text;
  }

  /// As Cedar writes it.
  public String text() {
    return text;
  }
}
