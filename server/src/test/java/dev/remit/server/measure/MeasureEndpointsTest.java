package dev.remit.server.measure;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static dev.remit.server.RunningService.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.KeyedCaller;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.credential.SetClock;
import dev.remit.testkit.LiveFolder;
import dev.remit.testkit.SharedData;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A service that decided on two days, of which the first is sealed.
@Timeout(120)
final class MeasureEndpointsTest {
  private static final SetClock CLOCK = new SetClock(Instant.parse("2026-03-01T12:10:00Z"));

  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningService service;
  private static KeyedCaller acme;

  @BeforeAll
  static void decide() throws Exception {
    Path bundle = new SampleBundle().write(folder);
    service =
        RunningService.start(
            bundle, data, "tenants: {acme: {bundle: '%s'}}".formatted(bundle), CLOCK);
    acme = KeyedCaller.register(service, "acme", "gateway", "enforcer");
    for (int i = 0; i < 3; i++) {
      service.decide("ada", "read");
      service.decide("eve", "read");
    }
    acme.decide("eve", "write");
    service.post(
        "/access/v1/evaluation",
        """
        {"subject": {"type": "User", "id": "ada"}, "action": {"name": "read"},
         "resource": {"type": "Document", "id": "plan"}, "context": {"now": 1}}
        """);
    CLOCK.pass(Duration.ofHours(25));
    service.decide("ada", "read");
    service.decide("ada", "write");
    service.decide("ada", "write");
    while (LiveFolder.count(data.resolve("log/parts"), ".parquet") < 1) {
      Thread.onSpinWait();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  private static Json ask(String path) throws Exception {
    return answered(service.get(path));
  }

  private static Json answered(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer);
  }

  private static List<Long> counts(Json counts) {
    return List.of(
        whole(counts, "attempts"),
        whole(counts, "evaluated"),
        whole(counts, "permitted"),
        whole(counts, "denied"));
  }

  @Test
  void whatIsSealedAndWhatIsNotAreCountedInEveryRate() throws Exception {
    Json rates = ask("/v1/rates?since=2d&by=identity");
    assertThat(counts(member(rates, "total"))).containsExactly(10L, 9L, 4L, 5L);
    assertThat(whole(member(rates, "total"), "unacceptable")).isEqualTo(1);
    assertThat(member(rates, "total", "deniedOfEvaluated").toString()).contains("55.5556");
    Json groups = member(rates, "groups");
    assertThat(((Json.JsonArray) groups).elements())
        .extracting(group -> text(group, "identity") + counts(member(group, "counts")))
        .containsExactly("User::\"eve\"[3, 3, 0, 3]", "User::\"ada\"[7, 6, 4, 2]");
    assertThat(counts(member(rates, "withoutLargestCause"))).containsExactly(7L, 6L, 4L, 2L);
    assertThat(member(rates, "userVisible")).as("not known").isInstanceOf(Json.JsonNull.class);
    assertThat(text(rates, "scope", "tenant")).isEqualTo("default");
  }

  @Test
  void whereNoWindowIsNamedTheLastDayIsMeant() throws Exception {
    Json rates = ask("/v1/rates");
    assertThat(counts(member(rates, "total"))).containsExactly(3L, 3L, 1L, 2L);
    assertThat(text(rates, "window", "from")).isEqualTo("2026-03-01T13:10:00Z");
    assertThat(counts(member(ask("/v1/rates?since=2d&until=2026-03-01&quick=true"), "total")))
        .containsExactly(7L, 6L, 3L, 3L);
  }

  @Test
  void whoAcceptsNothingElseGetsTheGroupsAsCsv() throws Exception {
    HttpResponse<String> answer =
        service.send(
            service.request("/v1/rates?since=2d&by=identity").header("Accept", "text/csv").build());
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
    assertThat(answer.body().lines())
        .containsExactly(
            "identity,attempts,evaluated,permitted,denied,unidentified,throttled,faults,failed,"
                + "unmapped,unrecorded,unacceptable",
            "\"User::\"\"eve\"\"\",3,3,0,3,0,0,0,0,0,0,0",
            "\"User::\"\"ada\"\"\",7,6,4,2,0,0,0,0,0,0,1");
  }

  @Test
  void denialsOfOneReasonAreOneCause() throws Exception {
    Json causes = ask("/v1/causes?top=1");
    assertThat(whole(causes, "attempts")).isEqualTo(10);
    assertThat(whole(causes, "denials")).isEqualTo(5);
    assertThat(whole(causes, "causesInAll")).isEqualTo(2);
    Json only = ((Json.JsonArray) member(causes, "causes")).elements().getFirst();
    assertThat(text(only, "identity")).isEqualTo("User::\"eve\"");
    assertThat(whole(only, "denials")).isEqualTo(3);
    assertThat(member(causes, "whole")).isEqualTo(Json.bool(true));
    assertThat(whole(ask("/v1/causes?since=3h"), "causesInAll")).isEqualTo(1);
  }

  /// The expressions are those of the module's README.
  @Test
  void whatPrometheusComputesFromTheMetricsIsWhatWasDecided() throws Exception {
    String metrics = service.get("/metrics").body();
    List<String> rates = PromQl.expressions(SharedData.projectRoot().resolve("server/README.md"));
    assertThat(rates).hasSize(3);
    // Of both tenants together: acme's one attempt was denied.
    assertThat(PromQl.ratio(rates.get(0), metrics)).isEqualTo(6.0 / 11);
    assertThat(PromQl.ratio(rates.get(1), metrics)).isEqualTo(6.0 / 10);
    assertThat(metrics)
        .contains(
            "remit_attempts_total{account=\"unacceptable\",point=\"administrator\",tenant=\"default\"} 1.0")
        .contains("remit_attempts_late_total{tenant=\"acme\"} 0.0")
        .contains("remit_flow_bytes{tenant=\"default\"} 0.0")
        .contains("remit_flow_left_out_total{tenant=\"default\"} 0.0")
        .contains("remit_log_records_total{account=\"refused\"} 0.0")
        .doesNotContain("\"eve\"");
  }

  @Test
  void aTenantSeesItsOwnAlone() throws Exception {
    KeyedCaller auditor = KeyedCaller.register(service, "acme", "auditor", "auditor");
    Json rates = answered(auditor.get("/v1/rates?since=2d"));
    assertThat(counts(member(rates, "total"))).containsExactly(1L, 1L, 0L, 1L);
    Json causes = answered(auditor.get("/v1/causes"));
    assertThat(whole(causes, "denials")).isEqualTo(1);
    assertThat(auditor.get("/v1/rates?tenant=default").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "enforcer, 403",
    "publisher, 403",
    "operator, 200",
    "auditor, 200",
    "administrator, 200"
  })
  void whoReadsNoDecisionsReadsNoRatesOfThemEither(String role, int status) throws Exception {
    KeyedCaller caller = KeyedCaller.register(service, "", "reader-" + role, role);
    assertThat(caller.get("/v1/rates").statusCode()).isEqualTo(status);
    assertThat(caller.get("/v1/causes").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/rates?by=person|request.parameter
          /v1/rates?by=|200
          /v1/rates?by=identity,|request.parameter
          /v1/rates?by=identity,action,point,kind|request.parameter
          /v1/rates?since=yesterday|request.parameter
          /v1/rates?since=1d&until=2d|request.parameter
          /v1/rates?since=999999999w|request.parameter
          /v1/causes?until=%2B999999999-01-01T00:00:00Z|request.parameter
          /v1/rates?kind=task|request.parameter
          /v1/rates?top=10001|request.parameter
          /v1/rates?quick=yes|request.parameter
          /v1/rates?principal=x|request.unknown-parameter
          /v1/causes?top=0|request.parameter
          /v1/causes?until=x|request.parameter
          /v1/causes?by=identity|request.unknown-parameter
          """)
  void badInputIsRefused(String path, String code) throws Exception {
    HttpResponse<String> answer = service.get(path);
    if (code.equals("200")) {
      assertThat(answer.statusCode()).isEqualTo(200);
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(text(object(answer), "code")).isEqualTo(code);
    }
  }
}
