package dev.remit.insight.observe.proxy;

/// Who answered a request to a proxy.
enum Layer {
  GATEWAY("gateway"),
  /// What is behind it.
  APPLICATION("application"),
  /// It is not told.
  UNKNOWN("unknown");

  private final String text;

  Layer(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
