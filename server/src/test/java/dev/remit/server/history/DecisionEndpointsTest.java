package dev.remit.server.history;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.bundle.Archives;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecisionEndpointsTest {
  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningService service;
  private static final List<String> IDS = new ArrayList<>();

  @BeforeAll
  static void decide() throws Exception {
    service = RunningService.start(new SampleBundle().write(folder), data, "");
    for (int i = 0; i < 25; i++) {
      Json answer = service.decide(i % 5 == 0 ? "eve" : "ada", i % 2 == 0 ? "read" : "write");
      IDS.add(text(answer, "context", "id"));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  private static List<String> ids(Json page) {
    return ((Json.JsonArray) member(page, "decisions"))
        .elements().stream().map(decision -> text(decision, "id")).toList();
  }

  @Test
  void pagesListEveryDecisionOnceTheNewestFirst() throws Exception {
    List<String> found = new ArrayList<>();
    String after = "";
    do {
      Json.JsonObject page = object(service.get("/v1/decisions?limit=10" + after));
      found.addAll(ids(page));
      after = page.find("next") instanceof Json.JsonString(String next, _) ? "&after=" + next : "";
    } while (!after.isEmpty());
    Collections.reverse(found);
    assertThat(found).containsExactlyElementsOf(IDS);
  }

  @Test
  void filtersHoldTogether() throws Exception {
    assertThat(ids(object(service.get("/v1/decisions?principal=eve")))).hasSize(5);
    assertThat(ids(object(service.get("/v1/decisions?principal=User::%22eve%22&action=read"))))
        .hasSize(3);
    assertThat(ids(object(service.get("/v1/decisions?outcome=permit")))).hasSize(10);
    assertThat(ids(object(service.get("/v1/decisions?reason=members-read&since=1h")))).hasSize(10);
    assertThat(ids(object(service.get("/v1/decisions?until=2000-01-01")))).isEmpty();
    assertThat(ids(object(service.get("/v1/decisions?point=nowhere")))).isEmpty();
  }

  @Test
  void aDecisionIsExplained() throws Exception {
    HttpResponse<String> shown = service.get("/v1/decisions/" + IDS.getFirst());
    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(text(object(shown), "decision", "principal_id")).isEqualTo("eve");
    assertThat(shown.body()).contains("members-read").contains("\"explanations\":[{");
  }

  @Test
  void aDecisionIsTakenAgainTheSameAndOnAnotherBundleOtherwise() throws Exception {
    String denied = IDS.get(1);
    Json same = object(service.post("/v1/decisions/" + denied + "/replay", new byte[0]));
    assertThat(member(same, "same")).isEqualTo(Json.bool(true));
    String first = text(object(service.get("/v1/bundles")), "active", "digest");
    Json published =
        object(service.post("/v1/bundles", Archives.tarGz(SampleBundle.writingFrom(3).files())));
    Json other =
        object(
            service.post(
                "/v1/decisions/" + denied + "/replay",
                "{\"bundle\":\"" + text(published, "digest") + "\"}"));
    assertThat(member(other, "sameOutcome")).isEqualTo(Json.bool(false));
    assertThat(text(other, "now", "outcome")).isEqualTo("permit");
    assertThat(text(other, "then", "outcome")).isEqualTo("deny");
    // Still on the bundle of the time, which is not the one in force.
    Json again = object(service.post("/v1/decisions/" + denied + "/replay", "{}"));
    assertThat(text(again, "bundle")).isEqualTo(first);
    assertThat(member(again, "same")).isEqualTo(Json.bool(true));
    service.post("/v1/bundles/" + first + "/activate", new byte[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET|/v1/decisions?limit=501||400|request.parameter
          GET|/v1/decisions?limit=x||400|request.parameter
          GET|/v1/decisions?after=1||400|request.parameter
          GET|/v1/decisions?outcome=maybe||400|request.parameter
          GET|/v1/decisions?kind=x||400|request.parameter
          GET|/v1/decisions?since=yesterday||400|request.parameter
          GET|/v1/decisions?principal=User::%22||400|request.parameter
          GET|/v1/decisions?subject=x||400|request.unknown-parameter
          GET|/v1/decisions/x||400|request.parameter
          GET|/v1/decisions/019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10||404|decision.unknown
          POST|/v1/decisions/019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10/replay||404|decision.unknown
          POST|/v1/decisions/x/replay|{"bundle":1}|400|request.malformed
          POST|/v1/decisions/x/replay|{"bundel":""}|400|request.malformed
          POST|/v1/decisions/x/replay|{"bundle":"x"}|400|request.parameter
          GET|/v1/decisions/stream?after=x||400|request.parameter
          """)
  void badInputIsRefused(String method, String path, String body, int status, String code)
      throws Exception {
    HttpResponse<String> refused =
        method.equals("GET") ? service.get(path) : service.post(path, body == null ? "" : body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(text(object(refused), "code")).isEqualTo(code);
  }
}
