package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.ServerFault;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/// A mailbox that agents work in for their users: a service that decides their calls of tools, and
/// the gateway in front of these.
final class Inbox implements AutoCloseable {
  private static final String MANIFEST =
      """
      name: inbox
      owner: mail@harbour.example
      mapping: {agents: Agent}
      tasks:
        labels: [mail-read]
        purposes: {mail: {longest: 3h}}
        standing-grants: forbid
      """;
  private static final String TOOLS =
      """
      {"tools": [
        {"name": "read_mail", "inputSchema": {"properties": {"mail_id": {"type": "string"}}}},
        {"name": "send_mail", "inputSchema": {"properties": {
          "to": {"type": "string", "format": "email"}, "body": {"type": "string"}}}}]}
      """;
  private static final String SCHEMA =
      """
      type Task = { id: String, purpose: String, labels: Set<String>, meters: {} };
      type Origin = { grades: Set<String>, tools: Set<String>, labels: Set<String> };
      type Flow = { destination: Origin };
      entity User, Agent;
      entity Tool { effects: Set<String>, primary: String, byId: Bool };
      action call appliesTo {
        principal: Agent, resource: Tool, context: { task: Task, flow: Flow }
      };
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
      when { principal is User || context.task.purpose == "mail" };

      @id("read") @label("mail-read")
      permit (principal is Agent, action == Action::"call", resource == Tool::"read_mail")
      when { context.task.purpose == "mail" };

      @id("send")
      permit (principal is Agent, action == Action::"call", resource == Tool::"send_mail")
      when { context.task.purpose == "mail" };

      @id("known-recipients") @reason("the recipient comes from nobody that the user pointed to")
      forbid (principal, action == Action::"call", resource == Tool::"send_mail")
      when { context.flow.destination.grades.containsAny(["unknown", "stray", "offtopic"]) };
      """;

  private final Path bundle;
  final Path data;
  private final String settings;
  private RunningService service;
  private KeyedCaller gateway;

  private Inbox(Path bundle, Path data, String settings) throws Exception {
    this.bundle = bundle;
    this.data = data;
    this.settings = settings;
    this.service = RunningService.start(bundle, data, settings);
    this.gateway = KeyedCaller.register(service, "", "gateway", "enforcer");
  }

  static SampleBundle bundle() {
    return new SampleBundle()
        .with("remit.yaml", MANIFEST)
        .with("tools/mail.json", TOOLS)
        .with("schema.cedarschema", SCHEMA)
        .with("policies/documents.cedar", POLICIES)
        .with("entities/users.json", "[]");
  }

  /// `settings` are more of them, YAML in flow style.
  static Inbox open(Path folder, String settings) throws Exception {
    return new Inbox(bundle().write(folder.resolve("bundle")), folder.resolve("data"), settings);
  }

  void restart() throws Exception {
    service.close();
    service = service.again(bundle, data, settings);
    gateway = gateway.at(service);
  }

  RunningService service() {
    return service;
  }

  KeyedCaller gateway() {
    return gateway;
  }

  /// A task that a user opened for an agent: its id, and its token.
  record Opened(String id, String token) {}

  Opened task() throws Exception {
    return task("User::pat", "Agent::bot", "");
  }

  /// Opener and holder are written `Type::id`; `above` is a token, or empty.
  Opened task(String opener, String holder, String above) throws Exception {
    var request =
        gateway
            .request("/v1/tasks")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"subject": {"type": "%s", "id": "%s"}, "purpose": "mail",
                     "holder": {"type": "%s", "id": "%s"}}
                    """
                        .formatted((Object[]) (opener + "::" + holder).split("::"))));
    if (!above.isEmpty()) {
      request.header("Remit-Task", above);
    }
    HttpResponse<String> answer = gateway.send(request);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    Json opened = RunningService.object(answer);
    return new Opened(RunningService.text(opened, "id"), RunningService.text(opened, "token"));
  }

  /// What the log has of the decision on a call.
  record Called(String id, boolean permitted, Json entry) {
    /// `context.flow.destination`, as it was evaluated.
    String destination() {
      return RunningService.member(entry, "context", "flow", "destination").toString();
    }
  }

  Called read(Opened task, String mail) throws Exception {
    return call(task, "bot", "read_mail", "{\"mail_id\": \"" + mail + "\"}");
  }

  Called send(Opened task, String to) throws Exception {
    return call(task, "bot", "send_mail", "{\"to\": \"" + to + "\", \"body\": \"hello\"}");
  }

  Called call(Opened task, String agent, String tool, String arguments, String... headers)
      throws Exception {
    HttpResponse<String> answer = ask(task, agent, tool, arguments, headers);
    Json.JsonObject decision = RunningService.object(answer);
    String id = RunningService.text(decision, "context", "id");
    Json entry =
        RunningService.member(
            RunningService.object(service.get("/v1/decisions/" + id)), "decision");
    return new Called(id, RunningService.isPermit(decision), entry);
  }

  HttpResponse<String> ask(
      Opened task, String agent, String tool, String arguments, String... headers)
      throws IOException, InterruptedException {
    var request =
        gateway
            .request("/access/v1/evaluation")
            .header("Content-Type", "application/json")
            .header("Remit-Task", task.token())
            .POST(
                BodyPublishers.ofString(
                    """
                    {"subject": {"type": "Agent", "id": "%s"}, "action": {"name": "call"},
                     "resource": {"type": "Tool", "id": "%s"}, "context": {"arguments": %s}}
                    """
                        .formatted(agent, tool, arguments)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return gateway.send(request);
  }

  HttpResponse<String> say(KeyedCaller caller, Opened task, String message)
      throws IOException, InterruptedException {
    return caller.post("/v1/tasks/" + task.id() + "/messages", message);
  }

  HttpResponse<String> userSays(Opened task, String text) throws Exception {
    return say(gateway, task, "{\"role\": \"user\", \"text\": \"" + text + "\"}");
  }

  /// `result` is JSON.
  HttpResponse<String> answered(Opened task, String decision, String result) throws Exception {
    return say(
        gateway,
        task,
        "{\"role\": \"tool\", \"call\": \"%s\", \"result\": %s}".formatted(decision, result));
  }

  /// A caller that is a subject of policies itself.
  KeyedCaller registered(String id, String principal, String more) throws Exception {
    HttpResponse<String> answer =
        service.post(
            "/v1/callers",
            """
            {"id": "%s", "roles": ["enforcer"], "credential": {"kind": "api-key"}%s%s}
            """
                .formatted(
                    id,
                    principal.isEmpty()
                        ? ""
                        : ", \"principal\": \"" + principal.replace("\"", "\\\"") + "\"",
                    more));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return new KeyedCaller(service, RunningService.text(RunningService.object(answer), "key"));
  }

  @Override
  public void close() throws ServerFault {
    service.close();
  }
}
