package dev.remit.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A JSON text with one element or member left out, in each way.
final class JsonReduction {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonReduction() {}

  static List<String> of(String json) {
    List<String> smaller = new ArrayList<>();
    try {
      JsonNode root = JSON.readTree(json);
      within(root, root, smaller);
    } catch (JsonProcessingException e) {
      return List.of();
    }
    return smaller;
  }

  private static void within(JsonNode root, JsonNode node, List<String> smaller) {
    switch (node) {
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          JsonNode removed = array.remove(i);
          smaller.add(root.toString());
          array.insert(i, removed);
        }
      }
      case ObjectNode object -> {
        for (String name : names(object)) {
          JsonNode removed = object.remove(name);
          smaller.add(root.toString());
          object.set(name, removed);
        }
      }
      default -> {}
    }
    node.forEach(child -> within(root, child, smaller));
  }

  static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
