package dev.remit.server.access;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A JSON object of our own making: it has the members that are known and no others. What is wrong
/// is added to the mistakes, and read as empty or null.
public final class StrictObject {
  private static final String CODE = "request.member";
  private static final int TEXT_MAX = 1_024;
  private static final int ELEMENTS_MAX = 1_000;

  private final Json.JsonObject object;
  private final String path;
  private final Diagnostics mistakes;

  /// Adds each member that is not one of `known` to the mistakes.
  public StrictObject(
      Json.JsonObject object, String path, Diagnostics mistakes, List<String> known) {
    this.object = Objects.requireNonNull(object, "object");
    this.path = Objects.requireNonNull(path, "path");
    this.mistakes = Objects.requireNonNull(mistakes, "mistakes");
    for (Json.Member member : object.members()) {
      if (!known.contains(member.name())) {
        mistakes.add(
            CODE,
            member.nameSpan(),
            "unknown member `" + path + shortened(member.name()) + "`",
            "known here are " + String.join(", ", known));
      }
    }
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  public boolean has(String name) {
    return object.find(name) != null;
  }

  /// Not empty, at most 1,024 characters; empty after a mistake.
  public String requireText(String name) {
    Json json = object.find(name);
    return json == null ? missing(name, "a text") : text(json, name);
  }

  /// Null if it is absent.
  public @Nullable String findText(String name) {
    Json json = object.find(name);
    return json == null ? null : text(json, name);
  }

  private String missing(String name, String form) {
    add(brace(), name, "is missing", "write " + form);
    return "";
  }

  private String text(Json json, String name) {
    if (json instanceof Json.JsonString(String text, Span span)) {
      if (text.isEmpty() || text.length() > TEXT_MAX) {
        add(span, name, "has " + text.length() + " characters", "write 1 to " + TEXT_MAX);
      }
      return text;
    }
    add(json.span(), name, "is " + json.kind(), "write a text");
    return "";
  }

  /// None if it is absent.
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Json element : elements(name)) {
      texts.add(text(element, name + "[]"));
    }
    return texts;
  }

  private List<Json> elements(String name) {
    Json json = object.find(name);
    if (json == null) {
      return List.of();
    }
    if (json instanceof Json.JsonArray(List<Json> elements, Span span)) {
      if (elements.size() <= ELEMENTS_MAX) {
        return elements;
      }
      add(span, name, "has " + elements.size() + " elements", "write at most " + ELEMENTS_MAX);
      return List.of();
    }
    add(json.span(), name, "is " + json.kind(), "write a list");
    return List.of();
  }

  /// Null if it is absent, and after a mistake.
  public @Nullable StrictObject findObject(String name, List<String> known) {
    Json json = object.find(name);
    if (json instanceof Json.JsonObject found) {
      return new StrictObject(found, path + name + ".", mistakes, known);
    }
    if (json != null) {
      add(json.span(), name, "is " + json.kind(), "write an object");
    }
    return null;
  }

  /// None if it is absent.
  public List<StrictObject> objects(String name, List<String> known) {
    List<StrictObject> objects = new ArrayList<>();
    for (Json element : elements(name)) {
      if (element instanceof Json.JsonObject found) {
        objects.add(new StrictObject(found, path + name + "[].", mistakes, known));
      } else {
        add(element.span(), name + "[]", "is " + element.kind(), "write an object");
      }
    }
    return objects;
  }

  /// Null if it is absent, and after a mistake.
  public @Nullable Instant findInstant(String name) {
    String text = findText(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      refuse(name, "is no instant", "write it as `2027-01-31T12:00:00Z`");
      return null;
    }
  }

  /// Null if it is absent, and after a mistake.
  public @Nullable Long findWhole(String name, long min, long max) {
    Json json = object.find(name);
    if (json == null) {
      return null;
    }
    if (json instanceof Json.JsonInteger(long value, _) && value >= min && value <= max) {
      return value;
    }
    refuse(name, "is no whole number of that range", "write one from " + min + " to " + max);
    return null;
  }

  /// Null if it is absent, and after a mistake.
  public @Nullable Boolean findFlag(String name) {
    Json json = object.find(name);
    if (json == null || json instanceof Json.JsonBool) {
      return json instanceof Json.JsonBool(boolean value, _) ? value : null;
    }
    refuse(name, "is " + json.kind(), "write true or false");
    return null;
  }

  /// Adds a mistake about a member.
  public void refuse(String name, String what, String help) {
    Json json = object.find(name);
    add(json == null ? brace() : json.span(), name, what, help);
  }

  private void add(Span span, String name, String what, String help) {
    mistakes.add(CODE, span, "`" + path + name + "` " + what, help);
  }

  private Span brace() {
    return Span.of(object.span().start(), object.span().start() + 1);
  }
}
