package dev.remit.server.health;

import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthEndpointsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir private Path folder;
  @TempDir private Path data;
  @TempDir private Path logs;

  @Test
  void aServiceTellsHowItIsInNumbersAndRequestByRequest() throws Exception {
    Path accessLog = logs.resolve("access.log");
    RunningService service =
        RunningService.start(
            new SampleBundle().write(folder),
            data,
            "telemetry: {open-metrics: true, access-log: '%s'}".formatted(accessLog));
    try (service) {
      assertThat(service.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
      HttpResponse<String> ready = service.get("/health/ready");
      assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
      assertThat(ready.body()).contains("{\"name\":\"log\",\"well\":true}");
      service.decide("ada", "read");
      service.decide("eve", "read");
      decideInATrace(service);
      String metrics = withoutToken(service, "/metrics");
      assertThat(metrics)
          .contains(
              "remit_decisions_total{outcome=\"permit\",point=\"administrator\",reason=\"permitted\",tenant=\"default\"} 1.0")
          .contains(
              "remit_decisions_total{outcome=\"deny\",point=\"administrator\",reason=\"no-permit\",tenant=\"default\"} 2.0")
          .contains("remit_log_records_total{account=\"logged\"} 3.0")
          .contains("remit_log_waiting 0.0")
          .contains("remit_log_sealing_problem 0.0")
          .contains("remit_decision_seconds_bucket{le=\"0.001\"}")
          .contains("remit_bundle_info{digest=\"")
          .contains("remit_entities_version{tenant=\"default\"} 0.0")
          .contains("remit_connections")
          .contains("jvm_memory_used_bytes");
      assertThat(service.get("/v1/decisions?limit=1").body())
          .contains("\"origin\":\"trace:" + TRACE);
      service.stop();
      List<String> lines = Files.readAllLines(accessLog);
      assertThat(lines).hasSize(7).allSatisfy(line -> assertThat(line).doesNotContain("remit_"));
      Json traced = object(lines.get(4));
      assertThat(text(traced, "path")).isEqualTo("/access/v1/evaluation");
      assertThat(text(traced, "traceId")).isEqualTo(TRACE);
      assertThat(text(traced, "caller")).isEqualTo("administrator");
      assertThat(lines.get(6)).contains("\"path\":\"/v1/decisions\"").doesNotContain("limit");
      assertThat(Files.getPosixFilePermissions(accessLog)).hasSize(2);
    }
  }

  private static void decideInATrace(RunningService service) throws Exception {
    HttpResponse<String> answer =
        service.send(
            service
                .request("/access/v1/evaluation")
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        """
                        {"subject": {"type": "User", "id": "eve"}, "action": {"name": "write"},
                         "resource": {"type": "Document", "id": "plan"}}\
                        """))
                .build());
    assertThat(answer.headers().firstValue("traceparent").orElseThrow())
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain("00f067aa0ba902b7");
  }

  private static String withoutToken(RunningService service, String path) throws Exception {
    HttpResponse<String> answer =
        service.send(
            java.net.http.HttpRequest.newBuilder(
                    java.net.URI.create("http://127.0.0.1:" + service.port() + path))
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
