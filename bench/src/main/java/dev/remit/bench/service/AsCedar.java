package dev.remit.bench.service;

import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The workload as a bundle of Remit and questions of AuthZEN. Roles and attributes are stored
/// entities.
final class AsCedar {
  private static final String SCHEMA =
      """
      entity Role;
      entity ServiceAccount in [Role];
      entity Resource { environment: String, classification: Long };
      action read, write, deploy, delete appliesTo {
        principal: [ServiceAccount],
        resource: [Resource],
        context: { %s }
      };
      """;

  private static final String MANIFEST = "name: peers\nowner: bench@remit.example\n";

  private static final String MAPPING =
      """
      mapping:
        http:
          principal: {type: ServiceAccount, from: header x-client}
          headers: [x-hour, x-task-scope]
          routes:
            - {method: GET, path: "/resources/{id}", action: read, resource: {type: Resource, id: "{id}"}}
            - {method: PUT, path: "/resources/{id}", action: write, resource: {type: Resource, id: "{id}"}}
            - {method: POST, path: "/resources/{id}", action: deploy, resource: {type: Resource, id: "{id}"}}
            - {method: DELETE, path: "/resources/{id}", action: delete, resource: {type: Resource, id: "{id}"}}
      """;

  /// Of the hours from and until, and the scope.
  private static final String CONDITION =
      "context.hour >= %d && context.hour < %d && context.taskScope == \"%s\"";

  /// The same of headers, which are texts.
  private static final String GATEWAY_CONDITION =
      "decimal(context.request.headers[\"x-hour\"]).greaterThanOrEqual(decimal(\"%d.0\")) && "
          + "decimal(context.request.headers[\"x-hour\"]).lessThan(decimal(\"%d.0\")) && "
          + "context.request.headers[\"x-task-scope\"] == \"%s\"";

  private AsCedar() {}

  static void writeBundle(ServiceRules world, Path folder) throws IOException {
    write(world, folder, MANIFEST, SCHEMA.formatted("hour: Long, taskScope: String"), CONDITION);
  }

  /// The same rules for HTTP requests that a gateway asks about.
  static void writeGatewayBundle(ServiceRules world, Path folder) throws IOException {
    String context = "request: { headers: { \"x-hour\": String, \"x-task-scope\": String } }";
    write(world, folder, MANIFEST + MAPPING, SCHEMA.formatted(context), GATEWAY_CONDITION);
  }

  private static void write(
      ServiceRules world, Path folder, String manifest, String schema, String condition)
      throws IOException {
    Files.createDirectories(folder.resolve("policies"));
    Files.createDirectories(folder.resolve("entities"));
    Files.writeString(folder.resolve("remit.yaml"), manifest);
    Files.writeString(folder.resolve("schema.cedarschema"), schema);
    Files.writeString(
        folder.resolve("policies").resolve("rules.cedar"), policies(world, condition));
    Files.writeString(folder.resolve("entities").resolve("accounts.json"), accounts(world));
    Files.writeString(folder.resolve("entities").resolve("resources.json"), resources(world));
  }

  private static String policies(ServiceRules world, String condition) {
    StringBuilder out = new StringBuilder();
    int number = 0;
    for (ServiceRules.Rule rule : world.rules()) {
      out.append(
          """
          @id("rule%d")
          %s (principal in Role::"%s", action == Action::"%s", resource)
          when {
            resource.environment == "%s" && resource.classification <= %d &&
            %s
          };
          """
              .formatted(
                  number++,
                  rule.permit() ? "permit" : "forbid",
                  rule.role(),
                  rule.action(),
                  rule.environment(),
                  rule.classificationMax(),
                  condition.formatted(rule.fromHour(), rule.untilHour(), rule.scope())));
    }
    return out.toString();
  }

  private static String accounts(ServiceRules world) {
    return world.accounts().stream()
        .map(account ->
            "{\"uid\":{\"type\":\"ServiceAccount\",\"id\":\"%s\"},\"attrs\":{},\"parents\":[%s]}"
                .formatted(
                    account.id(),
                    account.roles().stream()
                        .map(role -> "{\"type\":\"Role\",\"id\":\"" + role + "\"}")
                        .collect(Collectors.joining(","))))
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }

  private static String resources(ServiceRules world) {
    return world.resources().stream()
        .map(resource ->
            "{\"uid\":{\"type\":\"Resource\",\"id\":\"%s\"},\"attrs\":{\"environment\":\"%s\",\"classification\":%d},\"parents\":[]}"
                .formatted(resource.id(), resource.environment(), resource.classification()))
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }

  static String question(ServiceRules.Call call) {
    return "{%s,%s}".formatted(asker(call), resource(call));
  }

  static String questions(List<ServiceRules.Call> batch) {
    return batch.stream()
        .map(call -> "{" + resource(call) + "}")
        .collect(
            Collectors.joining(",", "{" + asker(batch.getFirst()) + ",\"evaluations\":[", "]}"));
  }

  /// What Envoy asks about an HTTP request.
  static byte[] check(ServiceRules.Call call) {
    String method =
        switch (call.action()) {
          case "read" -> "GET";
          case "write" -> "PUT";
          case "deploy" -> "POST";
          default -> "DELETE";
        };
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setRequest(
                    AttributeContext.Request.newBuilder()
                        .setHttp(
                            AttributeContext.HttpRequest.newBuilder()
                                .setMethod(method)
                                .setScheme("http")
                                .setHost("peers.example")
                                .setPath("/resources/" + call.resource().id())
                                .putHeaders("x-client", call.account().id())
                                .putHeaders("x-hour", call.hour() + ".0")
                                .putHeaders("x-task-scope", call.scope()))))
        .build()
        .toByteArray();
  }

  private static String asker(ServiceRules.Call call) {
    return "\"subject\":{\"type\":\"ServiceAccount\",\"id\":\"%s\"},\"action\":{\"name\":\"%s\"},\"context\":{\"hour\":%d,\"taskScope\":\"%s\"}"
        .formatted(call.account().id(), call.action(), call.hour(), call.scope());
  }

  private static String resource(ServiceRules.Call call) {
    return "\"resource\":{\"type\":\"Resource\",\"id\":\"" + call.resource().id() + "\"}";
  }
}
