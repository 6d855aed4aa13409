package dev.remit.conformance.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A request as JSON texts: three entity uids and the context.
public record OracleRequest(String principal, String action, String resource, String context) {
  /// A request of entities given as `{"type": …, "id": …}`, each written `uid(type, id)`.
  public static String uid(String type, String id) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("type", type).put("id", id).toString();
  }

  String members() {
    return "\"principal\":%s,\"action\":%s,\"resource\":%s,\"context\":%s"
        .formatted(principal, action, resource, context);
  }
}
