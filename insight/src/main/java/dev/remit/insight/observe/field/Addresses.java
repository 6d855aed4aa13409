package dev.remit.insight.observe.field;

/// Addresses of the internet as logs write them.
public final class Addresses {
  private Addresses() {}

  /// Without the port that was called from or to: `10.0.0.1:5000` and `[::1]:5000` have one.
  public static String withoutPort(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    return colon < 0 || colon != address.lastIndexOf(':') ? address : address.substring(0, colon);
  }
}
