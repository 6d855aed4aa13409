package dev.remit.conformance.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The official engine's answers. May be asked from any thread; the caller bounds the nesting depth
/// of what it hands over, or knows it to be shallow.
public final class Oracle {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicLong PREPARED = new AtomicLong();

  private Oracle() {}

  /// Decides one request. `entities` is a JSON array.
  public static Verdict<Answer> authorize(
      OraclePolicies policies, String entities, OracleRequest request) {
    return authorize(policies, entities, request, null, false);
  }

  /// The same with a `schema`, as JSON or as a JSON string of Cedar text, which directs how
  /// entities and context are read, and with `validate` also refuses what does not conform.
  public static Verdict<Answer> authorize(
      OraclePolicies policies,
      String entities,
      OracleRequest request,
      @Nullable String schema,
      boolean validate) {
    String call =
        "{%s,\"policies\":%s,\"entities\":%s,\"schema\":%s,\"validateRequest\":%s}"
            .formatted(request.members(), policies.json(), entities, schema, validate);
    return response(Natives.call("AuthorizationOperation", call));
  }

  /// Decides many requests on one policy set, which is parsed once. Cannot see duplicate keys of
  /// JSON, unlike [#authorize].
  public static Verdict<List<Verdict<Answer>>> authorizeAll(
      OraclePolicies policies, String entities, List<OracleRequest> requests) {
    String id = "set" + PREPARED.incrementAndGet();
    return switch (Natives.preparse(id, policies.json())) {
      case Verdict.Refused<String>(String message) -> new Verdict.Refused<>(message);
      case Verdict.Accepted<String>(_) -> {
        try {
          yield new Verdict.Accepted<>(onPrepared(id, entities, requests));
        } finally {
          Natives.forget(id);
        }
      }
    };
  }

  private static List<Verdict<Answer>> onPrepared(
      String id, String entities, List<OracleRequest> requests) {
    List<Verdict<Answer>> responses = new ArrayList<>();
    for (OracleRequest request : requests) {
      String call =
          "{%s,\"preparsedPolicySetId\":\"%s\",\"entities\":%s}"
              .formatted(request.members(), id, entities);
      responses.add(response(Natives.call("StatefulAuthorizationOperation", call)));
    }
    return responses;
  }

  /// The text of one static policy, as the official engine prints it.
  public static Verdict<String> parsePolicy(String text) {
    return Natives.parsePolicy(text);
  }

  /// The text of one template, as the official engine prints it.
  public static Verdict<String> parseTemplate(String text) {
    return Natives.parseTemplate(text);
  }

  /// The JSON form of a policy set, its policies and templates by id.
  public static Verdict<String> policySetToJson(OraclePolicies policies) {
    return Natives.policySetToJson(policies.json());
  }

  /// The text of one static policy in JSON form.
  public static Verdict<String> policyFromJson(String json) {
    return Natives.policyFromJson(json);
  }

  /// Accepts a schema in Cedar text.
  public static Verdict<String> parseSchema(String text) {
    return Natives.parseSchema(text);
  }

  /// Accepts a schema in JSON.
  public static Verdict<String> parseSchemaJson(String json) {
    return Natives.parseSchemaJson(json);
  }

  public static Verdict<String> schemaToJson(String text) {
    return Natives.schemaToJson(text);
  }

  public static Verdict<String> schemaToText(String json) {
    return Natives.schemaToText(json);
  }

  /// The ids of the policies with errors against a schema in Cedar text, in strict mode.
  public static Verdict<SortedMap<String, List<String>>> validate(
      OraclePolicies policies, String schemaText) {
    String call =
        "{\"schema\":%s,\"policies\":%s}".formatted(TextNode.valueOf(schemaText), policies.json());
    JsonNode answer = read(Natives.call("ValidateOperation", call));
    if (!answer.path("type").asText().equals("success")) {
      return new Verdict.Refused<>(answer.path("errors").toString());
    }
    SortedMap<String, List<String>> errors = new TreeMap<>();
    for (JsonNode error : answer.path("validationErrors")) {
      errors
          .computeIfAbsent(error.path("policyId").asText(), _ -> new ArrayList<>())
          .add(error.path("error").path("message").asText());
    }
    return new Verdict.Accepted<>(errors);
  }

  /// Accepts entities that conform to a schema in Cedar text.
  public static Verdict<String> validateEntities(String entities, String schemaText) {
    String call =
        "{\"schema\":%s,\"entities\":%s}".formatted(TextNode.valueOf(schemaText), entities);
    JsonNode answer = read(Natives.call("ValidateEntities", call));
    return answer.path("success").asText().equals("true")
        ? new Verdict.Accepted<>("conforms")
        : new Verdict.Refused<>(answer.path("errors").toString());
  }

  private static Verdict<Answer> response(String json) {
    JsonNode answer = read(json);
    if (!answer.path("type").asText().equals("success")) {
      return new Verdict.Refused<>(answer.path("errors").toString());
    }
    JsonNode response = answer.path("response");
    TreeSet<String> reasons = new TreeSet<>();
    response.path("diagnostics").path("reason").forEach(id -> reasons.add(id.asText()));
    TreeMap<String, String> errors = new TreeMap<>();
    for (JsonNode error : response.path("diagnostics").path("errors")) {
      errors.put(error.path("policyId").asText(), error.path("error").path("message").asText());
    }
    boolean permitted = response.path("decision").asText().equals("allow");
    return new Verdict.Accepted<>(new Answer(permitted, reasons, errors));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // A call that is no JSON makes it panic, and what comes back is the panic's text.
      return JSON.createObjectNode().put("type", "panic").put("errors", json);
    }
  }
}
