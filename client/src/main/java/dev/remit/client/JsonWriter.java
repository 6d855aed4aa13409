package dev.remit.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes JSON values without blanks and with sorted names, so that equal values are equal texts.
final class JsonWriter {
  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder(256);

  private JsonWriter() {}

  /// `value` as [JsonValue] has them.
  static String write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.append(value);
    return writer.out.toString();
  }

  private void append(Object value) {
    if (value instanceof String text) {
      appendText(text);
    } else if (value instanceof Map<?, ?> map) {
      appendMap(map);
    } else if (value instanceof List<?> list) {
      appendList(list);
    } else {
      out.append(value); // A boolean, a Long or a BigDecimal, whose texts are JSON.
    }
  }

  private void appendMap(Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put((String) name, value));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      out.append(separator);
      appendText(member.getKey());
      out.append(':');
      append(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void appendList(List<?> list) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      append(element);
      separator = ",";
    }
    out.append(']');
  }

  private void appendText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE || (Character.isSurrogate(c) && isLone(text, i))) {
        // A lone surrogate is no UTF-8: escaped, it is for the service to refuse.
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isLone(String text, int index) {
    if (Character.isHighSurrogate(text.charAt(index))) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
  }
}
