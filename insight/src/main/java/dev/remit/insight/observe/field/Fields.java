package dev.remit.insight.observe.field;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.insight.observe.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One JSON object of an event. A field that is not there, or is of another type than is asked for,
/// is empty.
public record Fields(Json.JsonObject json) {
  /// Characters of one text; what is longer is cut.
  public static final int TEXT_MAX = 4096;

  /// Elements of one array that are read.
  public static final int ELEMENTS_MAX = 64;

  /// One without any.
  public static final Fields NONE = new Fields(Json.object());

  public Fields {
    Objects.requireNonNull(json, "json");
  }

  /// Of the whole of an event. Bytes that are no UTF-8 are replaced, so that nobody hides a request
  /// by what it sends.
  ///
  /// Throws [UnreadableEvent] for what is not one JSON object, nested at most 256 deep.
  public static Fields read(byte[] utf8, int from, int to) throws UnreadableEvent {
    String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    try {
      if (JsonReader.read(new Source("event", text)) instanceof Json.JsonObject object) {
        return new Fields(object);
      }
    } catch (SyntaxException e) {
      Diagnostic first = e.diagnostics().getFirst();
      throw new UnreadableEvent("is no JSON: " + first.message());
    }
    throw new UnreadableEvent("is no JSON object; an event is one");
  }

  /// The value as it is, or null where there is none.
  public @Nullable Json find(String name) {
    return json.find(name);
  }

  public boolean has(String name) {
    return json.find(name) != null;
  }

  /// The object of that name; one without fields where there is none.
  public Fields object(String name) {
    return json.find(name) instanceof Json.JsonObject object ? new Fields(object) : NONE;
  }

  /// A single value as text; of none, of null and of what has parts, empty.
  public String text(String name) {
    return text(json.find(name));
  }

  /// The first of these that is not empty.
  public String first(String... names) {
    for (String name : names) {
      String text = text(name);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /// The texts of an array, without those that are empty; of a single value, that one.
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Json element : elements(name)) {
      String text = text(element);
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  /// The last element of an array as text, however many it has; of a single value, that one.
  public String last(String name) {
    Json found = json.find(name);
    if (found instanceof Json.JsonArray(List<Json> elements, var _)) {
      return elements.isEmpty() ? "" : text(elements.getLast());
    }
    return text(found);
  }

  /// The objects of an array.
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Json element : elements(name)) {
      if (element instanceof Json.JsonObject object) {
        objects.add(new Fields(object));
      }
    }
    return objects;
  }

  /// Whether an array has more elements than are read.
  public boolean isLong(String name) {
    return json.find(name) instanceof Json.JsonArray(List<Json> elements, var _)
        && elements.size() > ELEMENTS_MAX;
  }

  private List<Json> elements(String name) {
    Json found = json.find(name);
    if (found instanceof Json.JsonArray(List<Json> elements, var _)) {
      return elements.subList(0, Math.min(elements.size(), ELEMENTS_MAX));
    }
    return found == null ? List.of() : List.of(found);
  }

  /// A value as [#text(String)] has it.
  public static String text(@Nullable Json value) {
    return switch (value) {
      case Json.JsonString(String text, var _) -> cut(text);
      case Json.JsonInteger(long number, var _) -> Long.toString(number);
      case Json.JsonNumber(String literal, var _) -> cut(literal);
      case Json.JsonBool(boolean bool, var _) -> Boolean.toString(bool);
      case Json.JsonNull _, Json.JsonArray _, Json.JsonObject _ -> "";
      case null -> "";
    };
  }

  /// The begin of a text that is longer than [#TEXT_MAX].
  public static String cut(String text) {
    if (text.length() <= TEXT_MAX) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
    return text.substring(0, end);
  }
}
