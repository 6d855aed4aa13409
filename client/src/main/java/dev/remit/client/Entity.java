package dev.remit.client;

import java.util.Map;
import java.util.Objects;

/// Who asks, or what is asked for. `properties` are JSON values: text, booleans, whole numbers,
/// [java.math.BigDecimal], lists, and maps by text.
public record Entity(String type, String id, Map<String, Object> properties) {
  /// Throws [IllegalArgumentException] for an empty type and for what JSON does not have.
  public Entity {
    Objects.requireNonNull(id, "id");
    if (type.isEmpty()) {
      throw new IllegalArgumentException("entity: the type is empty; name one");
    }
    properties = JsonValue.copyOf(properties);
  }

  public Entity(String type, String id) {
    this(type, id, Map.of());
  }

  Map<String, Object> json() {
    return properties.isEmpty()
        ? Map.of("type", type, "id", id)
        : Map.of("type", type, "id", id, "properties", properties);
  }
}
