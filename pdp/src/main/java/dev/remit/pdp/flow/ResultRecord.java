package dev.remit.pdp.flow;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One record of a result of a tool: its fields, or one field without a name that is a free text.
public record ResultRecord(List<Field> fields) {
  private static final Pattern KEY = Pattern.compile("(?m)^(?:- |  )?[A-Za-z_]{1,100}+:(?: |$)");
  private static final Pattern FIRST_KEY = Pattern.compile("(?:- )?[A-Za-z_]{1,100}+:");
  private static final Pattern ITEM_START = Pattern.compile("(?m)^(?=- [A-Za-z_]{1,100}+:)");
  private static final Pattern PLAIN_FIELD =
      Pattern.compile("(?:- )?([A-Za-z_]{1,100}+):(?: (.*+))?");
  private static final Pattern ITEM_FIELD =
      Pattern.compile("(?:- |  )([A-Za-z_]{1,100}+):(?: (.*+))?");
  private static final Pattern LIST_ITEM = Pattern.compile("(?m)^[ \\t]*+- (.*)$");
  private static final Pattern LIST_START = Pattern.compile("\\s*\\n\\s*- ");

  /// Lines with keys that make a text one of records.
  private static final int KEYS_MIN = 3;

  public ResultRecord {
    fields = List.copyOf(fields);
  }

  /// Names are in lower case, empty where there is none.
  public record Field(String name, String text) {}

  /// Whether it has a named field, or several.
  public boolean isStructured() {
    return fields.size() > 1 || !fields.getFirst().name().isEmpty();
  }

  /// The records of a result: of JSON, of a value as Python prints it, of lines of `key: value`, of
  /// lines of `- item`; anything else is one free text.
  public static List<ResultRecord> parse(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      Optional<Json> value = LiteralReader.read(stripped);
      if (value.isPresent()) {
        List<ResultRecord> records = new ArrayList<>();
        walk(value.get(), "", records);
        if (!records.isEmpty()) {
          return records;
        }
      }
    }
    if (FIRST_KEY.matcher(stripped).lookingAt()
        && KEY.matcher(stripped).results().limit(KEYS_MIN).count() == KEYS_MIN) {
      return lines(stripped);
    }
    if (stripped.startsWith("- ")) {
      return stripped
          .lines()
          .filter(line -> !line.isBlank())
          .map(line -> single("item", line.length() > 2 ? line.substring(2) : line))
          .toList();
    }
    return List.of(single("", text));
  }

  private static ResultRecord single(String name, String text) {
    return new ResultRecord(List.of(new Field(name, text)));
  }

  private static void walk(Json value, String name, List<ResultRecord> records) {
    switch (value) {
      case Json.JsonObject object -> walk(object, name, records);
      case Json.JsonArray array -> {
        for (Json element : array.elements()) {
          if (element instanceof Json.JsonObject || element instanceof Json.JsonArray) {
            walk(element, name, records);
          } else {
            records.add(single("item", text(element)));
          }
        }
      }
      case Json.JsonNull _ -> {}
      case Json other -> records.add(single(name, text(other)));
    }
  }

  private static void walk(Json.JsonObject object, String name, List<ResultRecord> records) {
    List<Field> fields = new ArrayList<>();
    if (!name.isEmpty()) {
      fields.add(new Field("", name));
    }
    int own = fields.size();
    for (Json.Member member : object.members()) {
      String key = member.name().toLowerCase(Locale.ROOT).replace(' ', '_');
      switch (member.value()) {
        case Json.JsonObject nested -> walk(nested, member.name(), records);
        case Json.JsonArray array when hasObjects(array) -> walk(array, member.name(), records);
        case Json.JsonArray array ->
            array.elements().stream()
                .filter(element -> !(element instanceof Json.JsonNull))
                .forEach(element -> fields.add(new Field(key, text(element))));
        case Json.JsonNull _ -> {}
        case Json other -> fields.add(new Field(key, text(other)));
      }
    }
    if (fields.size() > own) {
      records.add(new ResultRecord(fields));
    }
  }

  private static boolean hasObjects(Json.JsonArray array) {
    return array.elements().stream().anyMatch(Json.JsonObject.class::isInstance);
  }

  /// As Python prints it, quotes left out.
  private static String text(Json value) {
    return switch (value) {
      case Json.JsonString(String text, Span _) -> text;
      case Json.JsonNumber(String literal, Span _) -> literal;
      case Json.JsonInteger(long integer, Span _) -> Long.toString(integer);
      case Json.JsonBool(boolean bool, Span _) -> bool ? "True" : "False";
      case Json.JsonNull _ -> "";
      case Json.JsonArray array ->
          String.join(", ", array.elements().stream().map(ResultRecord::text).toList());
      case Json.JsonObject object ->
          String.join(
              ", ",
              object.members().stream()
                  .map(member -> member.name() + ": " + text(member.value()))
                  .toList());
    };
  }

  private static List<ResultRecord> lines(String text) {
    List<ResultRecord> records = new ArrayList<>();
    for (String part : ITEM_START.split(text, -1)) {
      if (!part.isBlank()) {
        records.add(new ResultRecord(fields(part)));
      }
    }
    return records;
  }

  private static List<Field> fields(String record) {
    boolean item = record.startsWith("- ");
    List<String> names = new ArrayList<>();
    List<StringBuilder> texts = new ArrayList<>();
    for (String line : record.split("\n", -1)) {
      Matcher field = (item ? ITEM_FIELD : PLAIN_FIELD).matcher(line);
      if (field.matches() && (item || !line.startsWith("- "))) {
        names.add(field.group(1).toLowerCase(Locale.ROOT));
        texts.add(new StringBuilder(field.group(2) == null ? "" : field.group(2)));
      } else if (!texts.isEmpty()) {
        texts.getLast().append('\n').append(line);
      }
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      addField(names.get(i), texts.get(i).toString(), fields);
    }
    return fields.isEmpty() ? List.of(new Field("", record)) : fields;
  }

  /// Each element of a list below a name is a value of its own.
  private static void addField(String name, String text, List<Field> fields) {
    int before = fields.size();
    if (!FlowWords.FREE_FIELDS.has(name) && LIST_START.matcher(text).lookingAt()) {
      LIST_ITEM.matcher(text).results().forEach(item -> fields.add(new Field(name, item.group(1))));
    }
    if (fields.size() == before) {
      fields.add(new Field(name, text));
    }
  }
}
