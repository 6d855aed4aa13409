package dev.remit.conformance.world;

/// A policy or template as it is handed to an engine.
public record PolicyText(String id, Form form, boolean template, String content) {
  /// A static policy in Cedar text.
  public static PolicyText policy(String id, String content) {
    return new PolicyText(id, Form.TEXT, false, content);
  }

  /// A template in Cedar text.
  public static PolicyText template(String id, String content) {
    return new PolicyText(id, Form.TEXT, true, content);
  }

  /// Cedar's text or its JSON form.
  public enum Form {
    TEXT,
    JSON
  }
}
