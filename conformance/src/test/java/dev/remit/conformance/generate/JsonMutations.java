package dev.remit.conformance.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// JSON a little wrong but still JSON: values left out, exchanged or put in, members renamed; now
/// and then what [Mutations] makes of it.
public final class JsonMutations {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Draw draw;
  private final Mutations characters;
  private final List<JsonNode> values = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /// Those of `words` that are JSON may be put in as values, the strings among them as names too.
  public JsonMutations(Draw draw, List<String> words) {
    this.draw = draw;
    this.characters = new Mutations(draw, words);
    for (String word : words) {
      JsonNode value = parse(word);
      if (!value.isMissingNode()) {
        values.add(value);
      }
      if (value.isTextual()) {
        names.add(value.asText());
      }
    }
  }

  /// `json` with one or two mutations.
  public String mutate(String json) {
    JsonNode root = parse(json);
    if (draw.percent(25) || root.isMissingNode()) {
      return characters.mutate(json);
    }
    for (int i = draw.between(1, 2); i > 0; i--) {
      List<JsonNode> containers = containers(root);
      if (!containers.isEmpty()) {
        change(draw.pick(containers), containers);
      }
    }
    return root.toString();
  }

  private void change(JsonNode container, List<JsonNode> others) {
    switch (container) {
      case ObjectNode object -> change(object, others);
      case ArrayNode array -> change(array, others);
      default -> throw new AssertionError("not a container: " + container);
    }
  }

  private void change(ObjectNode object, List<JsonNode> others) {
    List<String> members = new ArrayList<>();
    object.fieldNames().forEachRemaining(members::add);
    String name = draw.pick(members);
    switch (draw.between(0, 3)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(draw.pick(names), object.remove(name));
      case 2 -> object.set(draw.pick(names), value(others));
      default -> object.set(name, value(others));
    }
  }

  private void change(ArrayNode array, List<JsonNode> others) {
    int at = draw.between(0, array.size() - 1);
    switch (draw.between(0, 2)) {
      case 0 -> array.remove(at);
      case 1 -> array.insert(at, value(others));
      default -> array.set(at, value(others));
    }
  }

  /// A copy, so that nothing is part of itself.
  private JsonNode value(List<JsonNode> others) {
    return draw.pick(draw.percent(50) ? others : values).deepCopy();
  }

  private static List<JsonNode> containers(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    return containers;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (!node.isEmpty()) {
      containers.add(node);
    }
    node.forEach(child -> collect(child, containers));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
