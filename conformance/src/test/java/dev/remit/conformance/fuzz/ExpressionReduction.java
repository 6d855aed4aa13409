package dev.remit.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A policy in JSON form with one condition left out, or with one expression replaced by a part of
/// itself or by `true`.
final class ExpressionReduction {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExpressionReduction() {}

  /// The policy of a set that holds one.
  static Optional<String> onlyPolicy(String set) {
    JsonNode policies = read(set).path("staticPolicies");
    return policies.size() == 1
        ? Optional.of(policies.elements().next().toString())
        : Optional.empty();
  }

  static List<String> of(String policy) {
    List<String> smaller = new ArrayList<>();
    JsonNode root = read(policy);
    if (root.path("conditions") instanceof ArrayNode conditions) {
      for (int i = 0; i < conditions.size(); i++) {
        JsonNode removed = conditions.remove(i);
        smaller.add(root.toString());
        conditions.insert(i, removed);
      }
      conditions.forEach(condition -> {
        if (condition instanceof ObjectNode object) {
          replaceIn(root, object, smaller);
        }
      });
    }
    smaller.add(root.toString());
    return smaller;
  }

  private static void replaceIn(JsonNode root, ObjectNode parent, List<String> smaller) {
    for (String name : JsonReduction.names(parent)) {
      JsonNode child = parent.get(name);
      for (JsonNode part : parts(child)) {
        parent.set(name, part);
        smaller.add(root.toString());
      }
      parent.set(name, child);
      descend(root, child, smaller);
    }
  }

  private static void replaceIn(JsonNode root, ArrayNode parent, List<String> smaller) {
    for (int i = 0; i < parent.size(); i++) {
      JsonNode child = parent.remove(i);
      smaller.add(root.toString());
      parent.insert(i, child);
      for (JsonNode part : parts(child)) {
        parent.set(i, part);
        smaller.add(root.toString());
      }
      parent.set(i, child);
      descend(root, child, smaller);
    }
  }

  private static void descend(JsonNode root, JsonNode child, List<String> smaller) {
    switch (child) {
      case ObjectNode object -> replaceIn(root, object, smaller);
      case ArrayNode array -> replaceIn(root, array, smaller);
      default -> {}
    }
  }

  /// The objects below `node`, which are mostly expressions, and `true`.
  private static List<JsonNode> parts(JsonNode node) {
    List<JsonNode> parts = new ArrayList<>();
    if (node.isObject() && node.size() == 1) {
      node.elements().forEachRemaining(operands -> collect(operands, parts));
      parts.add(JSON.createObjectNode().put("Value", true));
    }
    return parts;
  }

  private static void collect(JsonNode node, List<JsonNode> parts) {
    if (node.isObject() && node.size() == 1) {
      parts.add(node);
    } else {
      node.elements().forEachRemaining(child -> collect(child, parts));
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the oracle wrote what is no JSON", e);
    }
  }
}
