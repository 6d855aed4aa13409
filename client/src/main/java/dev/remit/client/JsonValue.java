package dev.remit.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON as Java values: text, booleans, [Long], [BigDecimal], lists, and maps sorted by name. There
/// is no null, which Cedar does not have either.
final class JsonValue {
  /// How deeply lists and maps may be nested.
  static final int DEPTH_MAX = 64;

  private JsonValue() {}

  /// A deep copy that cannot be changed. Throws [IllegalArgumentException] for what is not JSON.
  static Map<String, Object> copyOf(Map<?, ?> map) {
    return copy(map, 1);
  }

  private static Map<String, Object> copy(Map<?, ?> map, int depth) {
    requireDepth(depth);
    Map<String, Object> copy = new TreeMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException("value: a name is no text; use String");
      }
      copy.put(name, copy(member.getValue(), depth));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Object copy(Object value, int depth) {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Map<?, ?> map) {
      return copy(map, depth + 1);
    }
    if (value instanceof Iterable<?> elements) {
      requireDepth(depth + 1);
      List<Object> copy = new ArrayList<>();
      for (Object element : elements) {
        copy.add(copy(element, depth + 1));
      }
      return Collections.unmodifiableList(copy);
    }
    throw new IllegalArgumentException(
        "value: "
            + (value == null ? "null" : "a " + value.getClass().getName())
            + " is none of JSON; use text, booleans, whole numbers, BigDecimal, lists or maps");
  }

  private static void requireDepth(int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException(
          "value: nested more than " + DEPTH_MAX + " deep; make it flatter");
    }
  }
}
