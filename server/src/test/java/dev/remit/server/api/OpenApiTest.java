package dev.remit.server.api;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.bundle.Archives;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document says what the service does: what it lists is there, and what is answered has the
/// shape that it says.
final class OpenApiTest {
  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningService service;
  private static Json.JsonObject document;

  @BeforeAll
  static void start() throws Exception {
    service = RunningService.start(new SampleBundle().write(folder), data, "");
    document = object(service.get("/v1/openapi.json"));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  private record Operation(String method, String path, Json.JsonObject description) {}

  private static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Member path : ((Json.JsonObject) member(document, "paths")).members()) {
      for (Member operation : ((Json.JsonObject) path.value()).members()) {
        operations.add(
            new Operation(
                operation.name().toUpperCase(Locale.ROOT),
                path.name(),
                (Json.JsonObject) operation.value()));
      }
    }
    return operations;
  }

  /// Whether a path of the document is answered by an endpoint, and no other method is.
  @Test
  void everyDocumentedPathAnswers() throws Exception {
    assertThat(operations()).hasSizeGreaterThan(18);
    for (Operation operation : operations()) {
      if (!operation.path().equals("/v1/decisions/stream")) {
        HttpResponse<String> answer = call(operation, "x");
        assertThat(answer.statusCode()).as(operation.path()).isNotEqualTo(500);
        assertThat(answer.body())
            .as(operation.path())
            .doesNotContain("request.no-such-path")
            .doesNotContain("request.no-such-method");
      }
    }
  }

  private static HttpResponse<String> call(Operation operation, String parameter) throws Exception {
    BodyPublisher body =
        operation.method().equals("GET") || operation.method().equals("DELETE")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("{");
    String path = operation.path();
    // A type that is none, so that nothing is looked for.
    path = path.replace("{type}", "1").replaceAll("\\{\\w+\\}", parameter);
    return service.send(service.request(path).method(operation.method(), body).build());
  }

  @Test
  void everyEndpointThatNamesARightIsClosedToOthers() throws Exception {
    for (Operation operation : operations()) {
      boolean isClosed = operation.description().find("x-right") != null;
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create(
                      "http://127.0.0.1:"
                          + service.port()
                          + operation.path().replaceAll("\\{\\w+\\}", "1")))
              .method(operation.method(), BodyPublishers.noBody())
              .build();
      assertThat(service.send(request).statusCode() == 401)
          .as(operation.method() + " " + operation.path())
          .isEqualTo(isClosed);
    }
  }

  @Test
  void everySchemaThatIsReferredToIsThereAndEveryoneIsUsed() {
    Set<String> referred = new HashSet<>();
    collectReferences(document, referred);
    List<String> written =
        ((Json.JsonObject) member(document, "components", "schemas"))
            .members().stream().map(Member::name).toList();
    assertThat(referred).containsExactlyInAnyOrderElementsOf(written);
  }

  private static void collectReferences(Json json, Set<String> referred) {
    switch (json) {
      case Json.JsonObject object -> {
        for (Member each : object.members()) {
          if (each.name().equals("$ref") && each.value() instanceof Json.JsonString(String to, _)) {
            referred.add(to.substring(to.lastIndexOf('/') + 1));
          }
          collectReferences(each.value(), referred);
        }
      }
      case Json.JsonArray array ->
          array.elements().forEach(element -> collectReferences(element, referred));
      case Json.JsonString _,
          Json.JsonInteger _,
          Json.JsonNumber _,
          Json.JsonBool _,
          Json.JsonNull _ -> {}
    }
  }

  @Test
  void answersHaveTheShapeThatIsDocumented() throws Exception {
    Json published =
        object(service.post("/v1/bundles", Archives.tarGz(SampleBundle.writingFrom(3).files())));
    service.put(
        "/v1/entities/User/bo",
        "{\"uid\":{\"type\":\"User\",\"id\":\"bo\"},\"attrs\":{},\"parents\":[]}");
    String id = text(service.decide("ada", "read"), "context", "id");
    String digest = text(published, "digest");
    fits("/v1/openapi.json", "GET", service.get("/v1/openapi.json"));
    fits("/health/live", "GET", service.get("/health/live"));
    fits("/health/ready", "GET", service.get("/health/ready"));
    fits("/v1/bundles", "GET", service.get("/v1/bundles"));
    fits("/v1/bundles/{digest}", "GET", service.get("/v1/bundles/" + digest));
    fits(
        "/v1/bundles/{digest}/activate",
        "POST",
        service.post("/v1/bundles/" + digest + "/activate", new byte[0]));
    fits(
        "/v1/bundles",
        "POST",
        service.post("/v1/bundles", Archives.zip(SampleBundle.writingFrom(4).files())));
    fits("/v1/entities", "GET", service.get("/v1/entities"));
    fits("/v1/entities", "GET", service.get("/v1/entities?source=bundle&limit=1"));
    fits("/v1/entities/{type}/{id}", "GET", service.get("/v1/entities/User/bo"));
    fits("/v1/entities/{type}/{id}", "DELETE", service.delete("/v1/entities/User/bo"));
    fits("/v1/entities/changes", "GET", service.get("/v1/entities/changes"));
    fits("/v1/decisions", "GET", service.get("/v1/decisions?limit=1"));
    fits("/v1/decisions/{id}", "GET", service.get("/v1/decisions/" + id));
    fits(
        "/v1/decisions/{id}/replay",
        "POST",
        service.post("/v1/decisions/" + id + "/replay", new byte[0]));
    service.decide("eve", "read");
    fits("/v1/rates", "GET", service.get("/v1/rates?by=identity,hour&rises=true"));
    fits("/v1/rates", "GET", service.get("/v1/rates?quick=true&since=2100-01-01"));
    fits("/v1/causes", "GET", service.get("/v1/causes"));
    fits("/v1/causes", "GET", service.get("/v1/causes?top=0"));
    fits("/v1/bundles", "POST", service.post("/v1/bundles", "no archive"));
    fits("/v1/bundles/{digest}", "GET", service.get("/v1/bundles/x"));
  }

  private static void fits(String path, String method, HttpResponse<String> answer) {
    Json responses = member(document, "paths", path, method.toLowerCase(Locale.ROOT), "responses");
    boolean isProblem = answer.statusCode() >= 400;
    Json content =
        member(responses, isProblem ? "default" : String.valueOf(answer.statusCode()), "content");
    Json schema =
        member(content, isProblem ? "application/problem+json" : "application/json", "schema");
    assertThat(new SchemaCheck(document).mistakes(schema, object(answer)))
        .as(method + " " + path + ": " + answer.body())
        .isEmpty();
  }

  /// What is sent fits the document, and so does what is answered.
  private static Json.JsonObject fitsBoth(String template, String path, String body)
      throws Exception {
    Json content = member(document, "paths", template, "post", "requestBody", "content");
    assertThat(
            new SchemaCheck(document)
                .mistakes(member(content, "application/json", "schema"), object(body)))
        .as(body)
        .isEmpty();
    HttpResponse<String> answer = service.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    fits(template, "POST", answer);
    return object(answer);
  }

  private static Json.JsonObject fitsBoth(String path, String body) throws Exception {
    return fitsBoth(path, path, body);
  }

  @Test
  void whatAuthzenAsksAndAnswersHasTheShapeThatIsDocumented() throws Exception {
    service.post(
        "/v1/bundles",
        Archives.tarGz(
            new SampleBundle()
                .with(
                    "policies/documents.cedar",
                    "@reason(\"members\") @obligation(\"watermark\") " + SampleBundle.POLICIES)
                .with(
                    "entities/plan.json",
                    "[{\"uid\":{\"type\":\"Document\",\"id\":\"plan\"},\"attrs\":{},\"parents\":[]}]")
                .files()));
    String ada = "\"subject\":{\"type\":\"User\",\"id\":\"ada\",\"properties\":{\"level\":1}}";
    String read = "\"action\":{\"name\":\"read\"}";
    String write = "\"action\":{\"name\":\"write\"}";
    String plan = "\"resource\":{\"type\":\"Document\",\"id\":\"plan\"}";
    String one = "{%s,%s,%s,\"context\":{\"a\":1}}".formatted(ada, read, plan);
    assertThat(fitsBoth("/access/v1/evaluation", one).toString()).contains("obligations");
    assertThat(
            fitsBoth("/access/v1/evaluation", "{%s,%s,%s}".formatted(ada, write, plan)).toString())
        .contains("nearest");
    fitsBoth("/access/v1/evaluations", one);
    assertThat(
            fitsBoth(
                    "/access/v1/evaluations",
                    "{%s,%s,\"evaluations\":[{%s},{%s},{}],\"options\":{\"evaluations_semantic\":\"execute_all\"}}"
                        .formatted(ada, plan, read, write))
                .toString())
        .contains("error");
    for (String sought : List.of("subject", "resource", "action")) {
      String asked =
          switch (sought) {
            case "subject" -> "{\"subject\":{\"type\":\"User\"},%s,%s".formatted(read, plan);
            case "resource" -> "{%s,%s,\"resource\":{\"type\":\"Document\"}".formatted(ada, read);
            default -> "{%s,%s".formatted(ada, plan);
          };
      assertThat(
              fitsBoth("/access/v1/search/" + sought, asked + ",\"page\":{\"limit\":5}}")
                  .toString())
          .contains("watermark");
    }
    fits(
        "/.well-known/authzen-configuration",
        "GET",
        service.get("/.well-known/authzen-configuration"));
    fits("/access/v1/evaluation", "POST", service.post("/access/v1/evaluation", "{}"));
  }

  /// The standard asks that what is not known be ignored, in the query too.
  @Test
  void whatIsDescribedByAStandardIsAsLenientAsItAsks() throws Exception {
    assertThat(service.get("/.well-known/authzen-configuration?more=1").statusCode())
        .isEqualTo(200);
    assertThat(service.get("/v1/callers?more=1").statusCode()).isEqualTo(400);
  }

  @Test
  void callersHaveTheShapeThatIsDocumented() throws Exception {
    for (String registration :
        List.of(
            """
            {"id": "a", "roles": ["enforcer"], "point": "edge", "credential": {"kind": "api-key"},
             "speaksFor": {"subjects": ["User"], "resources": []},
             "principal": "User::\\"a\\"", "expires": "2127-01-31T12:00:00Z"}
            """,
            """
            {"id": "b", "roles": ["part-publisher"], "parts": ["payments"],
             "credential": {"kind": "jwt", "issuer": "https://i.example", "subject": "b"}}
            """,
            """
            {"id": "c", "roles": ["auditor"],
             "credential": {"kind": "spiffe", "id": "spiffe://x.example/c"}}
            """)) {
      fitsBoth("/v1/callers", registration);
    }
    fitsBoth("/v1/callers/{id}/key", "/v1/callers/a/key", "{\"graceSeconds\":60}");
    fits("/v1/callers", "GET", service.get("/v1/callers"));
    for (String id : List.of("a", "b", "c")) {
      fits("/v1/callers/{id}", "DELETE", service.delete("/v1/callers/" + id));
    }
    fits("/v1/callers", "POST", service.post("/v1/callers", "{}"));
  }

  @Test
  void theSchemaCheckFindsWhatDoesNotFit() {
    Json schema = object("{\"$ref\":\"#/components/schemas/Version\"}");
    SchemaCheck check = new SchemaCheck(document);
    assertThat(check.mistakes(schema, object("{\"store\":\"s\",\"sequence\":1}"))).isEmpty();
    assertThat(check.mistakes(schema, object("{\"store\":\"s\"}"))).hasSize(1);
    assertThat(check.mistakes(schema, object("{\"store\":1,\"sequence\":1,\"more\":1}")))
        .hasSize(2);
    Json forms = object("{\"$ref\":\"#/components/schemas/Evaluations\"}");
    assertThat(check.mistakes(forms, object("{\"evaluations\":[]}"))).isEmpty();
    assertThat(check.mistakes(forms, object("{\"decision\":true,\"context\":{}}"))).isEmpty();
    assertThat(check.mistakes(forms, object("{\"evaluations\":1}"))).hasSize(1);
  }
}
