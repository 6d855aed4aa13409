package dev.remit.validator;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.ValidatorException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what the official engine answers: objects whose members we know, with messages in its own
/// words.
final class Answers {
  private Answers() {}

  /// Findings of entities; the engine names the first that does not conform.
  static List<Finding> entities(String answer) throws ValidatorException {
    Json json = read(answer);
    if (text(json, "success").equals("true")) {
      return List.of();
    }
    List<String> messages = elements(json, "errors").stream().map(Answers::plain).toList();
    if (messages.isEmpty()) {
      throw unexpected(answer);
    }
    return List.of(finding("validation.entity", String.join(", ", messages), ""));
  }

  /// Findings of a request.
  static List<Finding> request(String answer) throws ValidatorException {
    Json json = read(answer);
    if (isSuccess(json)) {
      return List.of();
    }
    return failures(json, "validation.request", answer);
  }

  static boolean isSuccess(Json answer) {
    return text(answer, "type").equals("success");
  }

  /// What the engine refused to look at, as one finding or more.
  static List<Finding> failures(Json json, String code, String answer) throws ValidatorException {
    List<Finding> findings =
        elements(json, "errors").stream()
            .map(error -> finding(code, text(error, "message"), text(error, "help")))
            .toList();
    if (findings.isEmpty()) {
      throw unexpected(answer);
    }
    return findings;
  }

  static Json read(String answer) throws ValidatorException {
    try {
      return JsonReader.read(new Source("answer", answer));
    } catch (SyntaxException e) {
      throw NativeEngine.failed(e);
    }
  }

  private static ValidatorException unexpected(String answer) {
    return new ValidatorException(
        "validator: the official Cedar engine failed without a message; report it",
        new IllegalStateException(answer));
  }

  private static Finding finding(String code, String message, String help) {
    return new Finding(
        Finding.Severity.ERROR, code, null, Span.NONE, oneLine(message), oneLine(help));
  }

  static String oneLine(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String plain(Json json) {
    return json instanceof Json.JsonString(String value, _) ? value : "";
  }

  /// The text of a member; empty where there is none.
  static String text(@Nullable Json json, String name) {
    Json value = json instanceof Json.JsonObject object ? object.find(name) : null;
    return value == null ? "" : plain(value);
  }

  /// The elements of a member; none where there is no such array.
  static List<Json> elements(@Nullable Json json, String name) {
    Json value = json instanceof Json.JsonObject object ? object.find(name) : null;
    return value instanceof Json.JsonArray(List<Json> elements, _) ? elements : List.of();
  }
}
