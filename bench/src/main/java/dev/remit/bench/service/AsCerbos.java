package dev.remit.bench.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The workload as a policy, settings and questions of Cerbos. It stores no entities, so roles and
/// attributes come with each question.
final class AsCerbos {
  private AsCerbos() {}

  static void write(ServiceRules world, Path folder, int httpPort, int grpcPort)
      throws IOException {
    Path policies = Files.createDirectories(folder.resolve("policies"));
    Files.writeString(policies.resolve("resource.yaml"), policy(world));
    Files.writeString(
        folder.resolve("cerbos.yaml"),
        """
        server:
          httpListenAddr: "127.0.0.1:%d"
          grpcListenAddr: "127.0.0.1:%d"
        storage:
          driver: disk
          disk:
            directory: "%s"
            watchForChanges: false
        audit:
          enabled: true
          accessLogsEnabled: false
          decisionLogsEnabled: true
          backend: file
          file:
            path: "%s"
        telemetry:
          disabled: true
        """
            .formatted(httpPort, grpcPort, policies, folder.resolve("audit.log")));
  }

  private static String policy(ServiceRules world) {
    StringBuilder out =
        new StringBuilder(
            """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: resource
              version: default
              rules:
            """);
    for (ServiceRules.Rule rule : world.rules()) {
      out.append(
          """
              - actions: ["%s"]
                effect: %s
                roles: ["%s"]
                condition:
                  match:
                    expr: R.attr.environment == "%s" && R.attr.classification <= %d && P.attr.hour >= %d && P.attr.hour < %d && P.attr.taskScope == "%s"
          """
              .formatted(
                  rule.action(),
                  rule.permit() ? "EFFECT_ALLOW" : "EFFECT_DENY",
                  rule.role(),
                  rule.environment(),
                  rule.classificationMax(),
                  rule.fromHour(),
                  rule.untilHour(),
                  rule.scope()));
    }
    return out.toString();
  }

  /// About one resource, or many of one asker.
  static String question(List<ServiceRules.Call> calls) {
    ServiceRules.Call first = calls.getFirst();
    String roles =
        first.account().roles().stream()
            .map(role -> "\"" + role + "\"")
            .collect(Collectors.joining(","));
    return calls.stream()
        .map(AsCerbos::resource)
        .collect(
            Collectors.joining(
                ",",
                "{\"requestId\":\"r\",\"principal\":{\"id\":\"%s\",\"roles\":[%s],\"attr\":{\"hour\":%d,\"taskScope\":\"%s\"}},\"resources\":["
                    .formatted(first.account().id(), roles, first.hour(), first.scope()),
                "]}"));
  }

  private static String resource(ServiceRules.Call call) {
    return "{\"actions\":[\"%s\"],\"resource\":{\"kind\":\"resource\",\"id\":\"%s\",\"attr\":{\"environment\":\"%s\",\"classification\":%d}}}"
        .formatted(
            call.action(),
            call.resource().id(),
            call.resource().environment(),
            call.resource().classification());
  }

  /// The same as a message of `cerbos.request.v1.CheckResourcesRequest`.
  ///
  /// Source: the Cerbos project's `request.proto` and `engine.proto`.
  static byte[] message(List<ServiceRules.Call> calls) {
    ServiceRules.Call first = calls.getFirst();
    UnknownFieldSet.Builder principal = UnknownFieldSet.newBuilder();
    text(principal, 1, first.account().id());
    first.account().roles().forEach(role -> text(principal, 3, role));
    attribute(principal, "hour", Value.newBuilder().setNumberValue(first.hour()));
    attribute(principal, "taskScope", Value.newBuilder().setStringValue(first.scope()));
    UnknownFieldSet.Builder request = UnknownFieldSet.newBuilder();
    text(request, 1, "r");
    add(request, 3, principal.build().toByteString());
    for (ServiceRules.Call call : calls) {
      ServiceRules.Resource asked = call.resource();
      UnknownFieldSet.Builder resource = UnknownFieldSet.newBuilder();
      text(resource, 1, "resource");
      text(resource, 3, asked.id());
      attribute(resource, "environment", Value.newBuilder().setStringValue(asked.environment()));
      attribute(
          resource, "classification", Value.newBuilder().setNumberValue(asked.classification()));
      UnknownFieldSet.Builder entry = UnknownFieldSet.newBuilder();
      text(entry, 1, call.action());
      add(entry, 2, resource.build().toByteString());
      add(request, 4, entry.build().toByteString());
    }
    return request.build().toByteArray();
  }

  /// An entry of the map of attributes, which is field 4 of principals and resources.
  private static void attribute(UnknownFieldSet.Builder of, String name, Value.Builder value) {
    UnknownFieldSet.Builder entry = UnknownFieldSet.newBuilder();
    text(entry, 1, name);
    add(entry, 2, value.build().toByteString());
    add(of, 4, entry.build().toByteString());
  }

  private static void text(UnknownFieldSet.Builder message, int number, String text) {
    add(message, number, ByteString.copyFromUtf8(text));
  }

  private static void add(UnknownFieldSet.Builder message, int number, ByteString bytes) {
    message.mergeField(
        number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build());
  }
}
