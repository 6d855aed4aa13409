package dev.remit.insight.observe.proxy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What one line of an access log says, by name, in whichever form it is written.
///
/// Names are in lower case with `_` for `-`, and without the colon of HTTP/2's; what stands within
/// an object has that one's name and a dot before its own. What is not set, which is written `-` or
/// left empty, is there and empty.
final class Entry {
  private static final String UNSET = "-";
  private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{2}");

  private final Map<String, String> values = new HashMap<>();

  /// What reads a line that is not JSON.
  @FunctionalInterface
  interface LineReader {
    Entry read(byte[] utf8, int from, int to) throws UnreadableEvent;
  }

  /// Of a line that is an object of JSON, or else as `otherwise` reads it.
  static Entry of(byte[] utf8, int from, int to, LineReader otherwise) throws UnreadableEvent {
    return isJson(utf8, from, to) ? ofJson(utf8, from, to) : otherwise.read(utf8, from, to);
  }

  /// As the text forms of it are, one level deep.
  private static Entry ofJson(byte[] utf8, int from, int to) throws UnreadableEvent {
    Entry entry = new Entry();
    for (Member member : Fields.read(utf8, from, to).json().members()) {
      if (member.value() instanceof Json.JsonObject object) {
        object
            .members()
            .forEach(inner -> entry.put(member.name() + "." + inner.name(), inner.value()));
      } else {
        entry.put(member.name(), member.value());
      }
    }
    return entry;
  }

  private static boolean isJson(byte[] utf8, int from, int to) {
    int at = from;
    while (at < to && (utf8[at] == ' ' || utf8[at] == '\t')) {
      at++;
    }
    return at < to && utf8[at] == '{';
  }

  private void put(String name, Json value) {
    put(name, Fields.text(value));
  }

  void put(String name, String value) {
    String plain = name.startsWith(":") ? name.substring(1) : name;
    values.putIfAbsent(
        plain.toLowerCase(Locale.ROOT).replace('-', '_'),
        value.equals(UNSET) ? "" : Fields.cut(value));
  }

  /// Whether it says anything of one of these, be it that it is not set.
  boolean tells(String... names) {
    for (String name : names) {
      if (values.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /// The first of these that is set; empty if none is.
  String first(String... names) {
    for (String name : names) {
      String value = values.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /// The name of the first of these that is set; the first of all if none is.
  String nameOfFirst(String... names) {
    for (String name : names) {
      if (!values.getOrDefault(name, "").isEmpty()) {
        return name;
      }
    }
    return names[0];
  }

  /// A status of HTTP; 0 where there is none.
  int status(String... names) {
    String text = first(names);
    return STATUS.matcher(text).matches() ? Integer.parseInt(text) : 0;
  }
}
