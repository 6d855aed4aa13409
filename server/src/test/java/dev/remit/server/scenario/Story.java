package dev.remit.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RunningService;
import dev.remit.server.ServerFault;
import dev.remit.server.credential.SetClock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A service on one bundle, and an enforcement point that asks it.
final class Story implements AutoCloseable {
  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

  private final SetClock clock;
  private final RunningService service;
  private final KeyedCaller point;

  private Story(SetClock clock, RunningService service, KeyedCaller point) {
    this.clock = clock;
    this.service = service;
    this.point = point;
  }

  /// Begins on a Monday at ten, with the files of a bundle written below `folder`.
  static Story begin(Path folder, Map<String, String> files) throws Exception {
    Path bundle = folder.resolve("bundle");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = bundle.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    SetClock clock = new SetClock(MONDAY);
    RunningService service = RunningService.start(bundle, folder.resolve("data"), "", clock);
    return new Story(clock, service, KeyedCaller.register(service, "", "gateway", "enforcer"));
  }

  void at(String instant) {
    clock.pass(Duration.between(clock.instant(), Instant.parse(instant)));
  }

  RunningService service() {
    return service;
  }

  KeyedCaller point() {
    return point;
  }

  /// What was answered, and what the log kept of it.
  record Told(Json.JsonObject answer, String entry) {
    boolean isPermit() {
      return RunningService.isPermit(answer);
    }

    /// The codes and policies of the reasons.
    List<String> reasons() {
      return ((Json.JsonArray) RunningService.member(answer, "context", "reasons"))
          .elements().stream()
              .map(reason ->
                  ((Json.JsonObject) reason).find("policy") instanceof Json.JsonString(var id, _)
                      ? RunningService.text(reason, "code") + ":" + id
                      : RunningService.text(reason, "code"))
              .toList();
    }
  }

  /// Asks, and reads what the log has of the decision, with its explanation.
  Told ask(String subject, String action, String resource, String more, String... headers)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(subject, action, resource, more, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Json.JsonObject said = RunningService.object(answer);
    String id = RunningService.text(said, "context", "id");
    HttpResponse<String> kept = service.get("/v1/decisions/" + id);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    Told told = new Told(said, kept.body());
    String outcome = told.isPermit() ? "permit" : "deny";
    Json record = RunningService.member(RunningService.object(kept), "decision");
    assertThat(RunningService.text(record, "outcome")).isEqualTo(outcome);
    return told;
  }

  /// An evaluation as it is answered; subject and resource are written `Type/id`, `more` goes into
  /// the request.
  HttpResponse<String> send(
      String subject, String action, String resource, String more, String... headers)
      throws IOException, InterruptedException {
    String request =
        "{\"subject\": %s, \"action\": {\"name\": \"%s\"}, \"resource\": %s%s}"
            .formatted(named(subject), action, named(resource), more);
    var builder =
        point
            .request("/access/v1/evaluation")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return point.send(builder);
  }

  private static String named(String entity) {
    int slash = entity.indexOf('/');
    return "{\"type\": \"%s\", \"id\": \"%s\"}"
        .formatted(entity.substring(0, slash), entity.substring(slash + 1));
  }

  @Override
  public void close() throws ServerFault {
    service.close();
  }
}
