package dev.remit.conformance.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A link of a template; `values` by `?principal` and `?resource`.
public record LinkText(String template, String id, Map<String, Uid> values) {
  public LinkText {
    values = Map.copyOf(values);
  }

  String valuesJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach((slot, uid) -> node.set(slot, uid.json()));
    return node.toString();
  }
}
