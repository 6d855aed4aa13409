package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.ServerFault;
import dev.remit.server.credential.SetClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;

/// A service desk whose agents work in tasks: its bundle as somebody would write it, and a service
/// that decides by it.
final class Desk implements AutoCloseable {
  static final String MANIFEST =
      """
      name: desk
      owner: desk@harbour.example
      tasks:
        labels: [customer-pii, approved, paid]
        meters:
          refunds: {unit: cents}
          exported: {unit: records, window: 1h}
        purposes:
          support: {longest: 3h}
          audit: {longest: 1h}
        classification:
          attribute: classification
          labels: {personal: [customer-pii], public: []}
        standing-grants: forbid
      mapping:
        http:
          principal: {type: Agent, from: header x-agent}
          routes:
            - method: POST
              path: "/orders/{id}/approve"
              action: approve
              resource: {type: Order, id: "{id}"}
      """;
  private static final String SCHEMA =
      """
      type Task = {
        id: String, purpose: String, labels: Set<String>, meters: { refunds: Long, exported: Long }
      };
      entity User, Agent, Order, Mailbox;
      entity Customer { classification?: String };
      action read appliesTo { principal: Agent, resource: Customer, context: { task: Task } };
      action refund, export, approve, pay appliesTo {
        principal: Agent, resource: Order, context: { task: Task, amount?: Long }
      };
      action send appliesTo { principal: Agent, resource: Mailbox, context: { task: Task } };
      namespace Remit {
        entity Purpose;
        action "open-task" appliesTo {
          principal: [User, Agent], resource: Purpose, context: { task: Task, seconds: Long }
        };
      }
      """;
  private static final String POLICIES =
      """
      @id("open")
      permit (principal, action == Remit::Action::"open-task", resource)
      when { principal is User || context.task.purpose == "support" };

      @id("read")
      permit (principal is Agent, action == Action::"read", resource)
      when { context.task.purpose == "support" };

      @id("refund")
      @meter("refunds += context.amount")
      permit (principal is Agent, action == Action::"refund", resource)
      when {
        context.task.purpose == "support" && context has amount && context.amount <= 200 &&
        context.task.meters.refunds + context.amount <= 500
      };

      @id("export")
      @meter("exported += context.amount")
      permit (principal is Agent, action == Action::"export", resource)
      when {
        context.task.purpose == "support" && context has amount &&
        context.task.meters.exported + context.amount <= 20
      };

      @id("send")
      permit (principal is Agent, action == Action::"send", resource)
      when { context.task.purpose == "support" };

      @id("personal-data-stays")
      @reason("customer data stays inside")
      forbid (principal, action == Action::"send", resource)
      when { context.task.labels.contains("customer-pii") };

      @id("approve")
      @label("approved")
      permit (principal is Agent, action == Action::"approve", resource)
      when { context.task.purpose == "support" }
      unless { context.task.labels.contains("paid") };

      @id("pay")
      @label("paid")
      permit (principal is Agent, action == Action::"pay", resource)
      when { context.task.purpose == "support" }
      unless { context.task.labels.contains("approved") };
      """;
  private static final String ENTITIES =
      """
      [{"uid": {"type": "Customer", "id": "ann"}, "attrs": {"classification": "personal"},
        "parents": []},
       {"uid": {"type": "Customer", "id": "shop"}, "attrs": {"classification": "public"},
        "parents": []}]
      """;

  final SetClock clock = new SetClock(Instant.parse("2026-11-22T10:00:00Z"));
  final Path data;
  private final Path bundle;
  private RunningService service;

  private Desk(Path bundle, Path data) throws Exception {
    this.bundle = bundle;
    this.data = data;
    this.service = RunningService.start(bundle, data, "", clock);
  }

  static Path bundle(Path folder) throws IOException {
    return new SampleBundle()
        .with("remit.yaml", MANIFEST)
        .with("schema.cedarschema", SCHEMA)
        .with("policies/documents.cedar", POLICIES)
        .with("entities/users.json", ENTITIES)
        .write(folder);
  }

  static Desk open(Path folder) throws Exception {
    return new Desk(bundle(folder.resolve("bundle")), folder.resolve("data"));
  }

  RunningService service() {
    return service;
  }

  Path bundleFolder() {
    return bundle;
  }

  void restart() throws Exception {
    service.close();
    service = service.again(bundle, data, "", clock);
  }

  /// The token of a task that the user `pat` opens for an agent.
  String task(String holder) throws Exception {
    return RunningService.text(opened(holder), "token");
  }

  Json.JsonObject opened(String holder) throws Exception {
    HttpResponse<String> answer = open("User", "pat", holder, "support", "");
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return RunningService.object(answer);
  }

  HttpResponse<String> open(String type, String opener, String holder, String purpose, String above)
      throws Exception {
    return send(
        "/v1/tasks",
        """
        {"subject": {"type": "%s", "id": "%s"}, "holder": {"type": "Agent", "id": "%s"},
         "purpose": "%s"}
        """
            .formatted(type, opener, holder, purpose),
        above,
        "");
  }

  /// The token of a task that an agent opens for another below its own.
  String child(String opener, String holder, String above) throws Exception {
    HttpResponse<String> answer = open("Agent", opener, holder, "support", above);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return RunningService.text(RunningService.object(answer), "token");
  }

  static String question(String agent, String action, String resource, long amount) {
    return """
    {"subject": {"type": "Agent", "id": "%s"}, "action": {"name": "%s"},
     "resource": {"type": "%s", "id": "%s"}, "context": {"amount": %d}}
    """
        .formatted(
            agent,
            action,
            resource.substring(0, resource.indexOf('/')),
            resource.substring(resource.indexOf('/') + 1),
            amount);
  }

  /// `resource` is `Type/id`; without a task if `token` is empty.
  Json.JsonObject ask(String token, String agent, String action, String resource, long amount)
      throws Exception {
    return RunningService.object(
        send("/access/v1/evaluation", question(agent, action, resource, amount), token, ""));
  }

  boolean permits(String token, String agent, String action, String resource, long amount)
      throws Exception {
    return RunningService.isPermit(ask(token, agent, action, resource, amount));
  }

  /// The code of the first reason of a denial.
  String reason(String token, String agent, String action, String resource) throws Exception {
    Json.JsonObject answer = ask(token, agent, action, resource, 1);
    if (RunningService.isPermit(answer)) {
      return "permitted";
    }
    Json reasons = RunningService.member(answer, "context", "reasons");
    return RunningService.text(((Json.JsonArray) reasons).elements().getFirst(), "code");
  }

  HttpResponse<String> send(String path, String body, String token, String key) throws Exception {
    HttpRequest.Builder request =
        service
            .request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Remit-Task", token);
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return service.send(request.build());
  }

  Json.JsonObject state(String id) throws Exception {
    return RunningService.object(service.get("/v1/tasks/" + id));
  }

  long meter(String id, String meter) throws Exception {
    return RunningService.member(state(id), "meters") instanceof Json.JsonObject meters
            && meters.find(meter) instanceof Json.JsonInteger(long value, _)
        ? value
        : 0;
  }

  @Override
  public void close() throws ServerFault {
    service.close();
  }
}
