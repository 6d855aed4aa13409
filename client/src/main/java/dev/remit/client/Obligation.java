package dev.remit.client;

import java.util.Map;
import java.util.Objects;

/// Something that must be done along with what was permitted. `type` says what, and is the id where
/// the service names none; the id is unique within an answer.
///
/// Source: draft AuthZEN Obligations Profile 1.0.
public record Obligation(String id, String type, Map<String, Object> properties) {
  public Obligation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    properties = JsonValue.copyOf(properties);
  }
}
