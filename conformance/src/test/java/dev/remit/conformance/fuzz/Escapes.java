package dev.remit.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/// Tells whether the escapes in a JSON text, `__entity` and `__extn`, are just what they should be.
/// Of others Cedar makes records or ignores a part, where we refuse; the traps say more.
final class Escapes {
  private Escapes() {}

  static boolean areProper(JsonNode node) {
    boolean proper =
        (!node.has("__entity") || (node.size() == 1 && isEntity(node.path("__entity"))))
            && (!node.has("__extn") || (node.size() == 1 && isCall(node.path("__extn"))));
    for (JsonNode child : node) {
      proper = proper && areProper(child);
    }
    return proper;
  }

  private static boolean isEntity(JsonNode node) {
    return names(node).equals(Set.of("type", "id"))
        && node.path("type").isTextual()
        && node.path("id").isTextual();
  }

  private static boolean isCall(JsonNode node) {
    return node.path("fn").isTextual()
        && (names(node).equals(Set.of("fn", "arg"))
            || (names(node).equals(Set.of("fn", "args")) && node.path("args").isArray()));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
