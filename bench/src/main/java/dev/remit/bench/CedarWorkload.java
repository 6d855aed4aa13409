package dev.remit.bench;

import java.util.ArrayList;
import java.util.List;

/// A workload for engines that speak Cedar: policies and entities as text, and requests without
/// context.
public record CedarWorkload(String policies, String entities, List<Call> calls) {
  public CedarWorkload {
    calls = List.copyOf(calls);
  }

  /// One request.
  public record Call(
      String principalType,
      String principal,
      String action,
      String resourceType,
      String resource) {}

  /// The mixed rules, with accounts below their roles.
  public static CedarWorkload of(MixedRules world) {
    List<String> entities = new ArrayList<>();
    for (MixedRules.Account account : world.accounts()) {
      List<String> parents = new ArrayList<>();
      account.roles().forEach(role -> parents.add(uid("Role", role)));
      entities.add(entity(uid("ServiceAccount", account.id()), "", parents));
    }
    for (MixedRules.Resource resource : world.resources()) {
      String attributes =
          "\"environment\": \"%s\", \"classification\": %d"
              .formatted(resource.environment(), resource.classification());
      entities.add(entity(uid("Resource", resource.id()), attributes, List.of()));
    }
    List<Call> calls = new ArrayList<>();
    for (MixedRules.Call call : world.calls()) {
      calls.add(
          new Call(
              "ServiceAccount",
              call.account().id(),
              call.action(),
              "Resource",
              call.resource().id()));
    }
    return new CedarWorkload(world.cedarPolicies(), array(entities), calls);
  }

  static String uid(String type, String id) {
    return "{\"type\": \"%s\", \"id\": \"%s\"}".formatted(type, id);
  }

  static String entity(String uid, String attributes, List<String> parents) {
    return "{\"uid\": %s, \"attrs\": {%s}, \"parents\": [%s]}"
        .formatted(uid, attributes, String.join(", ", parents));
  }

  static String array(List<String> elements) {
    return "[" + String.join(",\n", elements) + "]\n";
  }
}
