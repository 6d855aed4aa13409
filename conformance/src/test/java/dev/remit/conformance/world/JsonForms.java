package dev.remit.conformance.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.PolicyText.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON forms of a world's policies, as the official engine writes them.
public final class JsonForms {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonForms() {}

  /// The world with its policies and templates in JSON, if the official engine accepts them.
  public static Optional<World> of(World world) {
    return switch (DeepStack.call(() -> Oracle.policySetToJson(world.forOracle()))) {
      case Verdict.Refused<String> _ -> Optional.empty();
      case Verdict.Accepted<String>(String json) -> Optional.of(with(world, parse(json)));
    };
  }

  private static World with(World world, JsonNode set) {
    List<PolicyText> policies =
        world.policies().stream()
            .map(policy -> {
              String kind = policy.template() ? "templates" : "staticPolicies";
              String json = set.path(kind).path(policy.id()).toString();
              return new PolicyText(policy.id(), Form.JSON, policy.template(), json);
            })
            .toList();
    return new World(policies, world.links(), world.entities());
  }

  /// A policy as a tree to compare: an annotation without a value, officially `null`, is the empty
  /// string, as for us.
  public static JsonNode policy(String json) {
    JsonNode policy = parse(json);
    if (policy.path("annotations") instanceof ObjectNode annotations) {
      for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
        if (annotation.getValue().isNull()) {
          annotation.setValue(TextNode.valueOf(""));
        }
      }
    }
    return policy;
  }

  /// Whether a text is JSON without duplicate keys, which readers may or may not notice.
  public static boolean isStrict(String json) {
    try {
      return !STRICT.readTree(json).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /// A tree to compare: members have no order.
  public static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
