package dev.remit.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads answers of the service. What is not as the protocol says is no answer at all.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation response.
final class AnswerReader {
  private AnswerReader() {}

  static Answer one(byte[] body) throws Malformed {
    return answer(JsonReader.read(body));
  }

  /// Exactly `count` answers, in order.
  static List<Answer> many(byte[] body, int count) throws Malformed {
    Object evaluations = object(JsonReader.read(body), "the answer").get("evaluations");
    if (!(evaluations instanceof List<?> list) || list.size() != count) {
      throw new Malformed("`evaluations` is no list of " + count);
    }
    List<Answer> answers = new ArrayList<>(count);
    for (Object evaluation : list) {
      answers.add(answer(evaluation));
    }
    return answers;
  }

  private static Answer answer(Object json) throws Malformed {
    Map<?, ?> answer = object(json, "the answer");
    if (!(answer.get("decision") instanceof Boolean permitted)) {
      throw new Malformed("`decision` is not true or false");
    }
    Map<?, ?> context =
        answer.containsKey("context") ? object(answer.get("context"), "`context`") : Map.of();
    String id = text(context, "id").orElse("");
    List<Reason> reasons = reasons(context);
    List<Obligation> obligations = obligations(context);
    return permitted
        ? new Answer.Permitted(id, reasons, obligations)
        : new Answer.Denied(id, reasons, obligations);
  }

  private static List<Reason> reasons(Map<?, ?> context) throws Malformed {
    List<Reason> reasons = new ArrayList<>();
    for (Object element : list(context, "reasons")) {
      Map<?, ?> reason = object(element, "a reason");
      reasons.add(
          new Reason(
              require(reason, "code"),
              text(reason, "policy").orElse(""),
              text(reason, "text").orElse("")));
    }
    if (context.get("error") instanceof Map<?, ?> error) {
      reasons.add(new Reason(require(error, "code"), "", text(error, "message").orElse("")));
    }
    return reasons;
  }

  private static List<Obligation> obligations(Map<?, ?> context) throws Malformed {
    List<Obligation> obligations = new ArrayList<>();
    for (Object element : list(context, "obligations")) {
      Map<?, ?> obligation = object(element, "an obligation");
      String id = require(obligation, "id");
      Object properties =
          obligation.containsKey("properties") ? obligation.get("properties") : Map.of();
      obligations.add(
          new Obligation(
              id,
              text(obligation, "type").orElse(id),
              values(object(properties, "`properties` of an obligation"))));
    }
    return obligations;
  }

  /// Throws where there is a null in it.
  private static Map<String, Object> values(Map<?, ?> object) throws Malformed {
    try {
      return JsonValue.copyOf(object);
    } catch (IllegalArgumentException e) {
      throw new Malformed("`properties` of an obligation have a null");
    }
  }

  private static Map<?, ?> object(Object json, String what) throws Malformed {
    if (json instanceof Map<?, ?> object) {
      return object;
    }
    throw new Malformed(what + " is no object");
  }

  private static List<?> list(Map<?, ?> object, String name) throws Malformed {
    Object value = object.containsKey(name) ? object.get(name) : List.of();
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Malformed("`" + name + "` is no list");
  }

  private static Optional<String> text(Map<?, ?> object, String name) throws Malformed {
    if (!object.containsKey(name)) {
      return Optional.empty();
    }
    if (object.get(name) instanceof String text) {
      return Optional.of(text);
    }
    throw new Malformed("`" + name + "` is no text");
  }

  private static String require(Map<?, ?> object, String name) throws Malformed {
    return text(object, name).orElseThrow(() -> new Malformed("`" + name + "` is missing"));
  }
}
