package dev.remit.conformance.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An entity uid in parts, before anybody has parsed it.
public record Uid(String type, String id) {
  /// `{"type": …, "id": …}`.
  public ObjectNode json() {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
  }
}
