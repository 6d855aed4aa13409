package dev.remit.server.bundle;

import static dev.remit.server.RunningService.isPermit;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Teams publish their parts of the bundle in force, over a socket.
final class PartPublishingTest {
  private static final String MANIFEST =
      """
      name: company
      owner: platform@x.example
      parts:
        payments: {owner: payments@x.example, owns: [Invoice, "Payments::*"]}
        orders: {owner: orders@x.example, owns: Order}
        activate: {owner: x@x.example, owns: Start}
      """;
  private static final String SCHEMA =
      """
      entity User, Order, Start, Document;
      entity Invoice { open?: Bool };
      action read, write appliesTo {
        principal: User, resource: [Order, Invoice, Start, Document]
      };
      """;
  private static final String CENTRAL =
      """
      @id("not-mallory")
      forbid (principal == User::"mallory", action, resource);
      """;
  private static final String READ =
      "@id(\"payments/read\") permit (principal, action == Action::\"read\", resource is Invoice);";
  private static final String WRITE =
      "@id(\"payments/write\") permit (principal, action == Action::\"write\", resource is Invoice)"
          + " when { resource has open && resource.open };";
  private static final String OPEN =
      "[{\"uid\":{\"type\":\"Invoice\",\"id\":\"1\"},\"attrs\":{\"open\":true},\"parents\":[]}]";

  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningService service;
  private static String first;
  private static String payments;
  private static String orders;

  private static SampleBundle bundle() {
    return new SampleBundle()
        .with("remit.yaml", MANIFEST)
        .with("schema.cedarschema", SCHEMA)
        .with("policies/documents.cedar", CENTRAL)
        .with("entities/users.json", "[]")
        .with("policies/payments/read.cedar", READ);
  }

  @BeforeAll
  static void start() throws Exception {
    service = RunningService.start(bundle().write(folder), data, "");
    first = active("digest");
    payments =
        register(service, "ci-payments", "[\"part-publisher\"]", ",\"parts\":[\"payments\"]");
    orders = register(service, "ci-orders", "[\"part-publisher\"]", ",\"parts\":[\"orders\"]");
  }

  @BeforeEach
  void theFirstBundleIsInForce() throws Exception {
    service.post("/v1/bundles/" + first + "/activate", new byte[0]);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  private static String active(String member) throws Exception {
    return text(object(service.get("/v1/bundles")), "active", member);
  }

  private static HttpResponse<String> registering(
      RunningService asked, String id, String roles, String more) throws Exception {
    return asked.post(
        "/v1/callers",
        "{\"id\":\"%s\",\"roles\":%s,\"credential\":{\"kind\":\"api-key\"}%s}"
            .formatted(id, roles, more));
  }

  private static String register(RunningService asked, String id, String roles, String more)
      throws Exception {
    HttpResponse<String> answer = registering(asked, id, roles, more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return text(object(answer), "key");
  }

  private static HttpResponse<String> send(String key, String path, byte[] body)
      throws IOException, InterruptedException {
    return service.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static HttpResponse<String> publish(String key, String part, Map<String, String> files)
      throws IOException, InterruptedException {
    return send(key, "/v1/bundles/parts/" + part, Archives.tarGz(files));
  }

  private static boolean may(String user, String action, String type) throws Exception {
    return isPermit(
        object(
            service.post(
                "/access/v1/evaluation",
                """
                {"subject": {"type": "User", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "%s", "id": "1"}}
                """
                    .formatted(user, action, type))));
  }

  @Test
  void aTeamPublishesItsPartAndNothingElseChanges() throws Exception {
    assertThat(may("ann", "read", "Invoice")).isTrue();
    assertThat(may("ann", "write", "Invoice")).isFalse();
    HttpResponse<String> published =
        publish(
            payments,
            "payments",
            Map.of(
                "policies/payments/write.cedar",
                WRITE,
                "entities/payments/open.json",
                OPEN,
                "tests/payments/cases.json",
                "[]",
                "policies/payments/README.md",
                "for people"));
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    assertThat(may("ann", "write", "Invoice")).isTrue();
    assertThat(may("ann", "read", "Invoice")).isFalse();
    assertThat(may("mallory", "write", "Invoice")).isFalse();
    assertThat(may("ann", "read", "Document")).isFalse();
    assertThat(active("origin")).isEqualTo("part");
    assertThat(active("by")).isEqualTo("ci-payments");
    String location = published.headers().firstValue("Location").orElseThrow();
    assertThat(service.get(location).body())
        .contains("policies/payments/write.cedar", "entities/payments/open.json")
        .contains("policies/documents.cedar", "remit.yaml", "\"active\":true")
        .doesNotContain("policies/payments/read.cedar", "tests/", "README");
    HttpResponse<String> again =
        publish(
            payments,
            "payments",
            Map.of("policies/payments/write.cedar", WRITE, "entities/payments/open.json", OPEN));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"changed\":false");
  }

  @Test
  void theListSaysWhosePartsThereAreAndWhatTheyOwn() throws Exception {
    assertThat(service.get("/v1/bundles").body())
        .contains(
            "\"parts\":[{\"name\":\"payments\",\"owner\":\"payments@x.example\",\"owns\":[\"Invoice\",\"Payments::*\"]},"
                + "{\"name\":\"orders\",\"owner\":\"orders@x.example\",\"owns\":[\"Order\"]},");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remit.yaml",
        "schema.cedarschema",
        "policies/documents.cedar",
        "policies/orders/read.cedar",
        "policies/paymentsx/read.cedar",
        "policies/payments.cedar",
        "entities/users.json",
        "README.md"
      })
  void aFileOutsideOfThePartIsRefusedByName(String path) throws Exception {
    HttpResponse<String> refused =
        publish(payments, "payments", Map.of("policies/payments/write.cedar", WRITE, path, ""));
    assertRefused(refused, 422, "bundle.outside-part");
    assertThat(text(object(refused), "detail"))
        .isEqualTo(
            "archive: not of the part `payments` are `%s`; send only what is below `policies/payments/`, `entities/payments/` or `tests/payments/`"
                .formatted(path));
  }

  @Test
  void aPathThatLeadsOutOfThePartIsRefused() throws Exception {
    assertRefused(
        publish(payments, "payments", Map.of("policies/payments/../documents.cedar", "")),
        400,
        "bundle.archive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@id(\"payments/a\") permit (principal, action, resource);",
        "@id(\"payments/a\") forbid (principal, action, resource is Order);",
        "@id(\"not-mallory\") permit (principal, action, resource is Invoice);",
        "@id(\"payments/a\") permit (principal, action, resource is Invoice) when { nobody };"
      })
  void aPartThatReachesBeyondWhatItOwnsIsRefusedAndTheOldOneServes(String policy) throws Exception {
    HttpResponse<String> refused =
        publish(payments, "payments", Map.of("policies/payments/a.cedar", policy));
    assertRefused(refused, 422, "bundle.refused");
    assertThat(refused.body()).contains("policies/payments/a.cedar:1:");
    assertThat(may("ann", "read", "Invoice")).isTrue();
  }

  @Test
  void aPartThatDoesNotFitTheSchemaIsRefused() throws Exception {
    assertRefused(
        publish(
            payments,
            "payments",
            Map.of("policies/payments/a.cedar", WRITE.replace("resource.open", "resource.opn"))),
        422,
        "bundle.refused");
  }

  @Test
  void aPartWithAnEntityThatWasPutIsRefused() throws Exception {
    service.put(
        "/v1/entities/Invoice/1",
        "{\"uid\":{\"type\":\"Invoice\",\"id\":\"1\"},\"attrs\":{},\"parents\":[]}");
    assertRefused(
        publish(payments, "payments", Map.of("entities/payments/open.json", OPEN)),
        409,
        "bundle.overlapping-entities");
    service.delete("/v1/entities/Invoice/1");
  }

  @Test
  void onlyWhoIsRegisteredForAPartPublishesIt() throws Exception {
    Map<String, String> files = Map.of("policies/payments/write.cedar", WRITE);
    assertRefused(publish(orders, "payments", files), 403, "caller.not-registered-for");
    assertRefused(publish(orders, "nothing", files), 403, "caller.not-registered-for");
    assertRefused(
        send(payments, "/v1/bundles", Archives.tarGz(bundle().files())), 403, "caller.forbidden");
    assertRefused(
        send(payments, "/v1/bundles/" + first + "/activate", new byte[0]), 403, "caller.forbidden");
    String auditor = register(service, "auditor-1", "[\"auditor\"]", "");
    assertRefused(publish(auditor, "payments", files), 403, "caller.forbidden");
    String publisher = register(service, "publisher-1", "[\"publisher\"]", "");
    assertRefused(publish(publisher, "nothing", files), 404, "bundle.unknown-part");
    assertThat(publish(publisher, "payments", files).statusCode()).isEqualTo(201);
  }

  @Test
  void aPartMayBeCalledAsAnotherPathEnds() throws Exception {
    String key =
        register(service, "ci-activate", "[\"part-publisher\"]", ",\"parts\":[\"activate\"]");
    HttpResponse<String> published =
        publish(
            key,
            "activate",
            Map.of(
                "policies/activate/a.cedar",
                "@id(\"activate/a\") permit (principal, action, resource is Start);"));
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    assertThat(may("ann", "read", "Start")).isTrue();
  }

  @Test
  void aRegistrationNamesPartsIfAndOnlyIfItHasTheRole() throws Exception {
    for (String wrong :
        List.of(
            "[\"part-publisher\"]",
            "[\"part-publisher\"] ,\"parts\":[]",
            "[\"auditor\"] ,\"parts\":[\"payments\"]",
            "[\"part-publisher\"] ,\"parts\":[\"Payments\"]",
            "[\"part-publisher\"] ,\"parts\":[\"central\"]",
            "[\"part-publisher\"] ,\"parts\":\"payments\"")) {
      HttpResponse<String> refused = registering(service, "x", wrong, "");
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(refused.body()).as(wrong).contains("`parts");
    }
    assertThat(service.get("/v1/callers").body()).contains("\"parts\":[\"payments\"]");
  }

  @Test
  void anArchiveWithoutAnyFileOfThePartIsRefusedAndAnEmptyFileTakesAllAway() throws Exception {
    assertRefused(publish(payments, "payments", Map.of()), 422, "bundle.empty-part");
    assertRefused(
        publish(payments, "payments", Map.of("tests/payments/a.json", "")),
        422,
        "bundle.empty-part");
    assertThat(
            publish(payments, "payments", Map.of("policies/payments/none.cedar", "")).statusCode())
        .isEqualTo(201);
    assertThat(may("ann", "read", "Invoice")).isFalse();
  }

  @Test
  void partsThatArePublishedAtTheSameTimeAreAllInForceInTheEnd() throws Exception {
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        String number = String.valueOf(round);
        answers.add(
            senders.submit(
                sending(payments, "payments", "policies/payments/" + number + ".cedar", READ)));
        answers.add(
            senders.submit(
                sending(
                    orders,
                    "orders",
                    "policies/orders/" + number + ".cedar",
                    READ.replace("payments", "orders").replace("Invoice", "Order"))));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
      }
    }
    assertThat(may("ann", "read", "Invoice")).isTrue();
    assertThat(may("ann", "read", "Order")).isTrue();
    String files = service.get("/v1/bundles/" + active("digest")).body();
    assertThat(files.split("policies/payments/", -1)).hasSize(2);
    assertThat(files.split("policies/orders/", -1)).hasSize(2);
  }

  private static Callable<HttpResponse<String>> sending(
      String key, String part, String path, String text) {
    return () -> publish(key, part, Map.of(path, text));
  }

  @Test
  void whatTheFolderHoldsNewTakesThePlaceOfAPublishedPartAndTheOperatorIsTold(
      @TempDir Path ownFolder, @TempDir Path ownData) throws Exception {
    try (RunningService before = RunningService.start(bundle().write(ownFolder), ownData, "")) {
      String key =
          register(before, "ci-payments", "[\"part-publisher\"]", ",\"parts\":[\"payments\"]");
      assertThat(before.nextTold()).contains("`change-callers`");
      HttpResponse<String> published =
          before.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:" + before.port() + "/v1/bundles/parts/payments"))
                  .header("Authorization", "Bearer " + key)
                  .POST(
                      BodyPublishers.ofByteArray(
                          Archives.zip(Map.of("policies/payments/write.cedar", WRITE))))
                  .build());
      assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
      assertThat(before.nextTold())
          .isEqualTo(
              "audit: `ci-payments` used `publish-parts`: POST /v1/bundles/parts/payments answered 201");
      String digest = text(object(published), "digest");
      before.stop();
      try (RunningService after = before.again(ownFolder, ownData, "watch: 20ms")) {
        assertThat(after.nextTold()).contains("put in force by ci-payments");
        assertThat(text(object(after.get("/v1/bundles")), "active", "digest")).isEqualTo(digest);
        Files.writeString(ownFolder.resolve("policies/more.cedar"), "");
        assertThat(after.nextTold())
            .endsWith(
                "is in force, in the place of %s (part) by `ci-payments`"
                    .formatted(digest.substring("sha256:".length()).substring(0, 12)));
        assertThat(text(object(after.get("/v1/bundles")), "active", "origin")).isEqualTo("folder");
      }
    }
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(text(object(answer), "code")).isEqualTo(code);
    assertThat(active("digest")).isEqualTo(first);
  }
}
