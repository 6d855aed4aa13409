package dev.remit.store.query;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the engine says of a statement, in the form of our own messages.
final class SqlMistake {
  private static final Pattern LOCATION = Pattern.compile("\\[(\\d{1,9}),\\s*(\\d{1,9})]");

  /// How the engine says that it may not read a file.
  private static final String SHUT_IN = " - file system operations are disabled by configuration";

  private SqlMistake() {}

  /// Of what the engine threw, in JSON if it could; `start` is how many characters it was given
  /// before the statement.
  static QueryFault of(Source sql, SQLException thrown, int start) {
    String message = String.valueOf(thrown.getMessage());
    Optional<Json.JsonObject> told = json(message.substring(Math.max(0, message.indexOf('{'))));
    if (told.isEmpty()) {
      return new QueryFault(sql.name() + ": " + line(message), thrown);
    }
    Json.JsonObject object = told.get();
    return at(sql, text(object, "exception_message", message), text(object, "location"), -start);
  }

  private static Optional<Json.JsonObject> json(String text) {
    try {
      return JsonReader.read(new Source("message", text)) instanceof Json.JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (SyntaxException _) {
      return Optional.empty();
    }
  }

  private static String text(Json.JsonObject object, String name, String otherwise) {
    String text = text(object, name);
    return text == null ? otherwise : text;
  }

  private static @Nullable String text(Json.JsonObject object, String name) {
    return object.find(name) instanceof Json.JsonString string ? string.value() : null;
  }

  /// `location` is `[start,length]` in bytes of UTF-8, of a text that begins `shift` characters
  /// into the statement; null where the engine knows no place.
  static QueryFault at(Source sql, String message, @Nullable String location, int shift) {
    Matcher matcher = LOCATION.matcher(location == null ? "" : location);
    if (!matcher.matches()) {
      return new QueryFault(sql.name() + ": " + line(message), null);
    }
    byte[] bytes = sql.text().getBytes(StandardCharsets.UTF_8);
    int from = Integer.parseInt(matcher.group(1)) + shift;
    int start = characters(bytes, from);
    int end = characters(bytes, from + Integer.parseInt(matcher.group(2)));
    return new QueryFault(
        new Diagnostic("query.sql", sql, Span.of(start, end), line(message), "").render(), null);
  }

  private static int characters(byte[] bytes, int length) {
    return new String(bytes, 0, Math.clamp(length, 0, bytes.length), StandardCharsets.UTF_8)
        .length();
  }

  /// One line, lower case, without exclamation: the engine's lines are a finding and then help.
  private static String line(String message) {
    String joined =
        message
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> line.replaceFirst("[.!]$", ""))
            .map(SqlMistake::firstLower)
            .collect(Collectors.joining("; "));
    return joined.replace('"', '`').replace(SHUT_IN, "; only the log can be read");
  }

  /// Words in capitals stay so.
  private static String firstLower(String line) {
    return line.length() > 1 && Character.isUpperCase(line.charAt(1))
        ? line
        : Character.toLowerCase(line.charAt(0)) + line.substring(1);
  }
}
