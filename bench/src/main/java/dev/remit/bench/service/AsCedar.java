package dev.remit.bench.service;

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
        context: { hour: Long, taskScope: String }
      };
      """;

  private AsCedar() {}

  static void writeBundle(ServiceRules world, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("policies"));
    Files.createDirectories(folder.resolve("entities"));
    Files.writeString(folder.resolve("remit.yaml"), "name: peers\nowner: bench@remit.example\n");
    Files.writeString(folder.resolve("schema.cedarschema"), SCHEMA);
    Files.writeString(folder.resolve("policies").resolve("rules.cedar"), policies(world));
    Files.writeString(folder.resolve("entities").resolve("accounts.json"), accounts(world));
    Files.writeString(folder.resolve("entities").resolve("resources.json"), resources(world));
  }

  private static String policies(ServiceRules world) {
    StringBuilder out = new StringBuilder();
    int number = 0;
    for (ServiceRules.Rule rule : world.rules()) {
      out.append(
          """
          @id("rule%d")
          %s (principal in Role::"%s", action == Action::"%s", resource)
          when {
            resource.environment == "%s" && resource.classification <= %d &&
            context.hour >= %d && context.hour < %d && context.taskScope == "%s"
          };
          """
              .formatted(
                  number++,
                  rule.permit() ? "permit" : "forbid",
                  rule.role(),
                  rule.action(),
                  rule.environment(),
                  rule.classificationMax(),
                  rule.fromHour(),
                  rule.untilHour(),
                  rule.scope()));
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

  private static String asker(ServiceRules.Call call) {
    return "\"subject\":{\"type\":\"ServiceAccount\",\"id\":\"%s\"},\"action\":{\"name\":\"%s\"},\"context\":{\"hour\":%d,\"taskScope\":\"%s\"}"
        .formatted(call.account().id(), call.action(), call.hour(), call.scope());
  }

  private static String resource(ServiceRules.Call call) {
    return "\"resource\":{\"type\":\"Resource\",\"id\":\"" + call.resource().id() + "\"}";
  }
}
