package dev.remit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A workload for engines that speak Cedar: policies and entities as text, and requests.
public record CedarWorkload(String policies, String entities, List<Call> calls) {
  public CedarWorkload {
    calls = List.copyOf(calls);
  }

  /// One request; `context` is a JSON object.
  public record Call(Uid principal, Uid action, Uid resource, String context) {
    /// With an empty context.
    Call(Uid principal, Uid action, Uid resource) {
      this(principal, action, resource, "{}");
    }
  }

  /// The type of an entity, with its namespaces, and its id.
  public record Uid(String type, String id) {
    static Uid ofAction(String id) {
      return new Uid("Action", id);
    }

    private String json() {
      return "{\"type\": \"%s\", \"id\": \"%s\"}".formatted(type, id);
    }
  }

  /// The mixed rules, with accounts below their roles.
  public static CedarWorkload of(MixedRules world) {
    List<String> entities = new ArrayList<>();
    for (MixedRules.Account account : world.accounts()) {
      List<Uid> parents = account.roles().stream().map(role -> new Uid("Role", role)).toList();
      entities.add(entity(new Uid("ServiceAccount", account.id()), "", parents));
    }
    for (MixedRules.Resource resource : world.resources()) {
      String attributes =
          "\"environment\": \"%s\", \"classification\": %d"
              .formatted(resource.environment(), resource.classification());
      entities.add(entity(new Uid("Resource", resource.id()), attributes, List.of()));
    }
    List<Call> calls = new ArrayList<>();
    for (MixedRules.Call call : world.calls()) {
      calls.add(
          new Call(
              new Uid("ServiceAccount", call.account().id()),
              Uid.ofAction(call.action()),
              new Uid("Resource", call.resource().id())));
    }
    return new CedarWorkload(world.cedarPolicies(), array(entities), calls);
  }

  static String entity(Uid uid, String attributes, List<Uid> parents) {
    return "{\"uid\": %s, \"attrs\": {%s}, \"parents\": [%s]}"
        .formatted(
            uid.json(),
            attributes,
            parents.stream().map(Uid::json).collect(Collectors.joining(", ")));
  }

  static String array(List<String> elements) {
    return "[" + String.join(",\n", elements) + "]\n";
  }
}
