package dev.remit.insight.identity;

import dev.remit.cedar.value.EntityUid;
import java.util.Map;

/// What kind of identity those of a type are.
final class IdentityKind {
  static final String UNKNOWN = "unknown";

  private static final Map<String, String> BY_TYPE =
      Map.ofEntries(
          Map.entry("Agent", "agent"),
          Map.entry("Workload", "workload"),
          Map.entry("ServiceAccount", "service-account"),
          Map.entry("ApiKey", "api-key"),
          Map.entry("User", "user"),
          Map.entry("Role", "role"),
          Map.entry("Root", "root"),
          Map.entry("Service", "service"),
          Map.entry("Account", "account"),
          Map.entry("Node", "node"));

  private IdentityKind() {}

  /// By the last part of the name of its type, as `AWS::Role` and `Kubernetes::ServiceAccount`.
  static String of(EntityUid identity) {
    String type = identity.type().value();
    return BY_TYPE.getOrDefault(type.substring(type.lastIndexOf(':') + 1), UNKNOWN);
  }
}
