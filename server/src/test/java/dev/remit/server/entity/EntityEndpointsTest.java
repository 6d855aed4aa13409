package dev.remit.server.entity;

import static dev.remit.server.RunningService.isPermit;
import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static dev.remit.server.RunningService.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityEndpointsTest {
  private static final String CHANGES = "/v1/entities/changes";

  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    service = RunningService.start(new SampleBundle().write(folder), data, "");
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  private static String user(String id, int level) {
    return """
    {"uid":{"type":"User","id":"%s"},"attrs":{"level":%d},"parents":[{"type":"Group","id":"members"}]}\
    """
        .formatted(id, level);
  }

  private static long version(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag").orElseThrow())
        .isEqualTo(
            "\""
                + text(object(answer), "version", "store")
                + "@"
                + whole(object(answer), "version", "sequence")
                + "\"");
    return whole(object(answer), "version", "sequence");
  }

  @Test
  void anEntityThatIsPutDecidesAndIsGoneOnceRemoved() throws Exception {
    assertThat(isPermit(service.decide("put", "read"))).isFalse();
    long put = version(service.put("/v1/entities/User/put", user("put", 1)));
    assertThat(isPermit(service.decide("put", "read"))).isTrue();
    HttpResponse<String> found = service.get("/v1/entities/User/put");
    assertThat(text(object(found), "source")).isEqualTo("store");
    assertThat(whole(object(found), "entity", "attrs", "level")).isEqualTo(1);
    assertThat(version(service.delete("/v1/entities/User/put"))).isGreaterThan(put);
    assertThat(isPermit(service.decide("put", "read"))).isFalse();
    assertThat(service.get("/v1/entities/User/put").statusCode()).isEqualTo(404);
    assertThat(service.delete("/v1/entities/User/put").statusCode()).isEqualTo(404);
    assertThat(service.get("/v1/entities/User/put?version=" + put).statusCode()).isEqualTo(200);
  }

  @Test
  void aChangeIsMadeWholeOrNotAtAll() throws Exception {
    long made =
        version(
            service.post(
                CHANGES,
                "{\"upserts\":[%s,%s]}".formatted(user("whole-1", 1), user("whole-2", 2))));
    HttpResponse<String> refused =
        service.post(
            CHANGES,
            """
            {"upserts":[%s],"removals":[{"type":"User","id":"whole-1"},{"type":"User","id":"ada"}]}\
            """
                .formatted(user("whole-3", 3)));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("entity.of-the-bundle").contains("ada");
    assertThat(service.get("/v1/entities/User/whole-1").statusCode()).isEqualTo(200);
    assertThat(service.get("/v1/entities/User/whole-3").statusCode()).isEqualTo(404);
    HttpResponse<String> changes = service.get(CHANGES + "?after=" + (made - 1) + "&limit=1");
    Json change = ((Json.JsonArray) member(object(changes), "changes")).elements().getFirst();
    assertThat(text(change, "author")).isEqualTo("administrator");
    assertThat(whole(change, "upserts")).isEqualTo(2);
    assertThat(whole(change, "removals")).isZero();
  }

  @Test
  void aChangeForAnotherVersionIsRefused() throws Exception {
    HttpResponse<String> before = service.put("/v1/entities/User/tag", user("tag", 1));
    String tag = before.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> matching =
        service.send(
            service
                .request("/v1/entities/User/tag")
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString(user("tag", 2)))
                .build());
    version(matching);
    HttpResponse<String> outdated =
        service.send(
            service.request("/v1/entities/User/tag").header("If-Match", tag).DELETE().build());
    assertThat(outdated.statusCode()).isEqualTo(412);
    assertThat(outdated.body()).contains("entity.outdated-version");
    assertThat(whole(object(service.get("/v1/entities/User/tag")), "entity", "attrs", "level"))
        .isEqualTo(2);
    assertThat(
            service
                .send(
                    service
                        .request("/v1/entities/User/tag")
                        .header("If-Match", "*")
                        .DELETE()
                        .build())
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void pagesListEveryEntityOnce() throws Exception {
    String upserts =
        IntStream.range(0, 25)
            .mapToObj(i ->
                "{\"uid\":{\"type\":\"Folder\",\"id\":\"f %02d/\\\"\"},\"attrs\":{},\"parents\":[]}"
                    .formatted(i))
            .collect(Collectors.joining(","));
    version(service.post(CHANGES, "{\"upserts\":[" + upserts + "]}"));
    List<String> ids = new ArrayList<>();
    String after = "";
    do {
      Json.JsonObject page = object(service.get("/v1/entities?type=Folder&limit=10" + after));
      for (Json entity : ((Json.JsonArray) member(page, "entities")).elements()) {
        ids.add(text(entity, "uid", "id"));
      }
      after =
          page.find("next") instanceof Json.JsonString(String next, _)
              ? "&after="
                  + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8)
              : "";
    } while (!after.isEmpty());
    assertThat(ids).hasSize(25).doesNotHaveDuplicates().isSorted();
    assertThat(service.get("/v1/entities/Folder/f%2003%2F%22").statusCode()).isEqualTo(200);
    assertThat(service.get("/v1/entities?source=bundle").body()).contains("\"id\":\"ada\"");
  }

  /// What is wrong is said by a code, and changes nothing.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PUT|/v1/entities/User/x|{|400|request.malformed
          PUT|/v1/entities/User/x|[]|400|request.malformed
          PUT|/v1/entities/User/x|{"uid":{"type":"User","id":"y"},"attrs":{},"parents":[]}|400|entity.other-uid
          PUT|/v1/entities/User/x|{"uid":{"type":"User","id":"x"},"attrs":{},"parents":[],"more":1}|400|request.malformed
          PUT|/v1/entities/User/x|{"uid":{"type":"User","id":"x"},"attrs":{"level":"high"},"parents":[]}|400|request.malformed
          PUT|/v1/entities/User/x|{"uid":{"type":"User","id":"x"},"attrs":{"unknown":1},"parents":[]}|400|request.malformed
          PUT|/v1/entities/User/x|{"uid":{"type":"User","id":"x"},"attrs":{},"parents":[{"type":"Folder","id":"f"}]}|400|request.malformed
          PUT|/v1/entities/User/ada|{"uid":{"type":"User","id":"ada"},"attrs":{},"parents":[]}|409|entity.of-the-bundle
          DELETE|/v1/entities/User/ada||409|entity.of-the-bundle
          PUT|/v1/entities/Action/x|{"uid":{"type":"Action","id":"x"},"attrs":{},"parents":[]}|400|request.malformed
          PUT|/v1/entities/no type/x|{}|400|request.parameter
          POST|/v1/entities/changes|{}|400|request.malformed
          POST|/v1/entities/changes|{"upsert":[]}|400|request.malformed
          POST|/v1/entities/changes|{"upserts":{}}|400|request.malformed
          POST|/v1/entities/changes|{"removals":[{"type":"User","id":"a"},{"type":"User","id":"a"}]}|400|request.malformed
          POST|/v1/entities/changes|{"upserts":[{"uid":{"type":"A","id":"1"},"attrs":{},"parents":[{"type":"A","id":"1"}]}]}|422|entity.no-snapshot
          GET|/v1/entities?limit=0||400|request.parameter
          GET|/v1/entities?limit=1001||400|request.parameter
          GET|/v1/entities?after=x||400|request.parameter
          GET|/v1/entities?type=1||400|request.parameter
          GET|/v1/entities?source=both||400|request.parameter
          GET|/v1/entities?version=999999||404|entity.version
          GET|/v1/entities?page=1||400|request.unknown-parameter
          GET|/v1/entities/changes?after=-1||400|request.parameter
          """)
  void badInputIsRefused(String method, String path, String body, int status, String code)
      throws Exception {
    String tag = service.get("/v1/entities").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> refused =
        service.send(
            service
                .request(path.replace(" ", "%20"))
                .method(
                    method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(text(object(refused), "code")).isEqualTo(code);
    assertThat(service.get("/v1/entities").headers().firstValue("ETag")).contains(tag);
  }

  @Test
  void bodiesPastTheirLimitAreRefused() throws Exception {
    String text = "x".repeat(1 << 20);
    String entity =
        "{\"uid\":{\"type\":\"T\",\"id\":\"big\"},\"attrs\":{\"a\":\"%s\"},\"parents\":[]}"
            .formatted(text);
    // Over HTTP/2 the JDK's client reports the end of the stream, and not the answer before it.
    HttpResponse<String> refused =
        service.send(
            service
                .request("/v1/entities/T/big")
                .version(HttpClient.Version.HTTP_1_1)
                .PUT(BodyPublishers.ofString(entity))
                .build());
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(text(object(refused), "code")).startsWith("request.");
    // A change of many has a limit of its own.
    version(service.post(CHANGES, "{\"upserts\":[" + entity + "]}"));
    version(service.delete("/v1/entities/T/big"));
  }

  @Test
  void aChangeHasAtMostSoManyEntities() throws Exception {
    String names =
        IntStream.range(0, EntityChanges.ENTITIES_MAX + 1)
            .mapToObj(i -> "{\"type\":\"T\",\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    HttpResponse<String> refused = service.post(CHANGES, "{\"removals\":[" + names + "]}");
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(text(object(refused), "code")).isEqualTo("entity.too-many");
    String fewer = names.substring(0, names.lastIndexOf(",{"));
    version(service.post(CHANGES, "{\"removals\":[" + fewer + "]}"));
  }

  @Test
  void aTypeThatTheSchemaDoesNotDeclareHoldsAnything() throws Exception {
    version(
        service.put(
            "/v1/entities/App::Thing/1",
            """
            {"uid":{"type":"App::Thing","id":"1"},"attrs":{"any":[1,{"a":true}]},"parents":[],"tags":{"t":"v"}}\
            """));
    assertThat(service.get("/v1/entities/App::Thing/1").body()).contains("\"tags\":{\"t\":\"v\"}");
  }
}
