package dev.remit.server;

import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.bundle.Archives;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc.AuthorizationBlockingStub;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One service for the tenants `default`, `acme` and `globex`, each with a bundle of its own.
@Timeout(120)
final class TenantsTest {
  private static final String KEY = "{\"kind\":\"api-key\"}";

  @TempDir private Path folder;
  private Path own;
  private Path data;
  private String both;

  @BeforeEach
  void writeBundles() throws Exception {
    own = new SampleBundle().write(Files.createDirectories(folder.resolve("own")));
    Path acme = SampleBundle.writingFrom(1).write(folder.resolve("acme"));
    Path globex = SampleBundle.writingFrom(9).write(folder.resolve("globex"));
    data = folder.resolve("data");
    both = "tenants: {acme: {bundle: '%s'}, globex: {bundle: '%s'}}".formatted(acme, globex);
  }

  private RunningService start() throws Exception {
    return RunningService.start(own, data, both);
  }

  private static void assertProblem(int status, String code, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(text(object(answer), "code")).isEqualTo(code);
  }

  @Test
  void aRequestIsDecidedOnTheBundleAndTheEntitiesOfTheCallersTenant() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      KeyedCaller globex = KeyedCaller.register(service, "globex", "boss", "administrator");
      assertThat(acme.permits("ada", "write")).isTrue();
      assertThat(globex.permits("ada", "write")).isFalse();
      assertThat(RunningService.isPermit(service.decide("ada", "write"))).isFalse();
      String eve =
          """
          {"uid": {"type": "User", "id": "eve"}, "attrs": {"level": 9},
           "parents": [{"type": "Group", "id": "members"}]}\
          """;
      assertThat(globex.put("/v1/entities/User/eve", eve).statusCode()).isEqualTo(200);
      assertThat(globex.permits("eve", "write")).isTrue();
      assertThat(acme.permits("eve", "write")).isFalse();
      assertThat(acme.get("/v1/entities/User/eve").statusCode()).isEqualTo(404);
      assertThat(RunningService.isPermit(service.decide("eve", "read"))).isFalse();
    }
    assertThat(tenantsOfRecords()).isEqualTo(Map.of("acme", 2L, "globex", 2L, "default", 2L));
  }

  private Map<String, Long> tenantsOfRecords() throws Exception {
    Map<String, Long> tenants = new TreeMap<>();
    try (DataFolder log = DataFolder.read(data)) {
      new LogReader(log.log())
          .visit(
              1,
              row -> {
                tenants.merge(row.text(Column.TENANT), 1L, Long::sum);
                return true;
              });
    }
    return tenants;
  }

  @Test
  void aBundleThatATenantSendsIsInForceForItAlone() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "p", "publisher");
      KeyedCaller asking = KeyedCaller.register(service, "acme", "e", "enforcer");
      KeyedCaller globex = KeyedCaller.register(service, "globex", "boss", "administrator");
      String before = text(object(globex.get("/v1/bundles")), "active", "digest");
      HttpResponse<String> sent =
          acme.post("/v1/bundles", Archives.zip(SampleBundle.writingFrom(7).files()));
      assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
      String digest = text(object(sent), "digest");
      assertThat(asking.permits("ada", "write")).isFalse();
      assertThat(text(object(globex.get("/v1/bundles")), "active", "digest")).isEqualTo(before);
      assertThat(globex.get("/v1/bundles").body()).doesNotContain(digest);
      assertThat(globex.get("/v1/bundles/" + digest).statusCode()).isEqualTo(404);
      assertProblem(404, "bundle.unknown", globex.post("/v1/bundles/" + digest + "/activate", ""));
      String decided = text(globex.decide("ada", "read"), "context", "id");
      assertProblem(
          404,
          "bundle.unknown",
          globex.post("/v1/decisions/" + decided + "/replay", "{\"bundle\": \"" + digest + "\"}"));
    }
  }

  @Test
  void whatATenantChangedIsThereAfterARestart() throws Exception {
    RunningService first = start();
    KeyedCaller acme;
    KeyedCaller globex;
    String decided;
    try (first) {
      acme = KeyedCaller.register(first, "acme", "boss", "administrator");
      globex = KeyedCaller.register(first, "globex", "boss", "administrator");
      acme.post("/v1/bundles", Archives.zip(SampleBundle.writingFrom(3).files()));
      String eve =
          "{\"uid\": {\"type\": \"User\", \"id\": \"eve\"}, \"attrs\": {\"level\": 9}, \"parents\": []}";
      assertThat(globex.put("/v1/entities/User/eve", eve).statusCode()).isEqualTo(200);
      decided = text(globex.decide("eve", "write"), "context", "id");
    }
    try (RunningService again = first.again(own, data, both)) {
      assertThat(again.nextTold()).startsWith("tenant `acme`: serving bundle ");
      assertThat(acme.at(again).permits("ada", "write")).isTrue();
      assertThat(globex.at(again).permits("eve", "write")).isTrue();
      assertThat(acme.at(again).permits("eve", "write")).isFalse();
      HttpResponse<String> replayed =
          globex.at(again).post("/v1/decisions/" + decided + "/replay", "");
      assertThat(replayed.body()).contains("\"same\":true");
      assertThat(acme.at(again).post("/v1/decisions/" + decided + "/replay", "").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void callersOfATenantThatIsServedNoMoreAreRefusedAndNotTakenForOthers() throws Exception {
    RunningService first = start();
    KeyedCaller acme;
    try (first) {
      acme = KeyedCaller.register(first, "acme", "boss", "administrator");
    }
    try (RunningService again = first.again(own, data, "")) {
      assertThat(again.nextTold()).startsWith("callers of the tenant `acme` are refused");
      HttpResponse<String> refused = acme.at(again).get("/v1/decisions");
      assertProblem(403, "caller.forbidden", refused);
      assertThat(refused.body()).contains("the tenant `acme`, which is not served");
      assertProblem(
          409,
          "caller.unknown-tenant",
          again.post("/v1/callers", KeyedCaller.registration("acme", "x", "enforcer", KEY)));
      assertThat(again.delete("/v1/callers/boss?tenant=acme").statusCode()).isEqualTo(200);
    }
    try (RunningService third = first.again(own, data, both)) {
      assertProblem(401, "caller.unknown-token", acme.at(third).get("/v1/decisions"));
    }
  }

  @Test
  void everyMistakeOfEveryTenantsBundleStopsTheStart() throws Exception {
    Files.writeString(folder.resolve("acme/policies/documents.cedar"), "permit (;");
    Files.writeString(folder.resolve("globex/remit.yaml"), "nam: x\nowner: a@b.example\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(ServerFault.class)
        .hasMessageContaining("tenant `acme`: ")
        .hasMessageContaining("documents.cedar:1:")
        .hasMessageContaining("tenant `globex`: ")
        .hasMessageContaining("remit.yaml:1:1");
    SampleBundle.writingFrom(1).write(folder.resolve("acme"));
    SampleBundle.writingFrom(1).write(folder.resolve("globex"));
    start().close();
  }

  @Test
  void aTenantsFolderIsWatchedAndARefusalNamesTheTenant() throws Exception {
    try (RunningService service = RunningService.start(own, data, both + ", watch: 50ms")) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      service.nextTold(); // The registration.
      Files.writeString(folder.resolve("acme/policies/more.cedar"), "permit (;");
      assertThat(service.nextTold()).startsWith("tenant `acme`: ").contains("is refused");
      assertThat(acme.permits("ada", "write")).isTrue();
    }
  }

  @Test
  void administratorsOfTheServiceRegisterCallersOfAllAndTenantsOnlyTheirOwn() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      KeyedCaller.register(service, "globex", "boss", "administrator");
      KeyedCaller.register(service, "", "boss", "administrator");
      HttpResponse<String> own =
          acme.post("/v1/callers", KeyedCaller.registration("", "gateway", "enforcer", KEY));
      assertThat(text(object(own), "tenant")).isEqualTo("acme");
      assertThat(names(acme.get("/v1/callers"))).containsExactly("acme/boss", "acme/gateway");
      assertThat(names(service.get("/v1/callers")))
          .containsExactly(
              "default/administrator", "default/boss", "acme/boss", "acme/gateway", "globex/boss");
      for (String tenant : List.of("default", "globex", "not-there")) {
        assertProblem(
            403,
            "caller.forbidden",
            acme.post("/v1/callers", KeyedCaller.registration(tenant, "x", "administrator", KEY)));
        assertProblem(403, "caller.forbidden", acme.delete("/v1/callers/boss?tenant=" + tenant));
        assertProblem(
            403, "caller.forbidden", acme.post("/v1/callers/boss/key?tenant=" + tenant, ""));
      }
      assertProblem(404, "caller.unknown", acme.delete("/v1/callers/administrator"));
      assertThat(service.post("/v1/callers/boss/key?tenant=globex", "").statusCode())
          .isEqualTo(201);
      assertThat(service.delete("/v1/callers/boss?tenant=globex").statusCode()).isEqualTo(200);
      assertThat(names(service.get("/v1/callers"))).doesNotContain("globex/boss");
      assertThat(acme.get("/v1/callers").statusCode()).isEqualTo(200);
    }
  }

  private static List<String> names(HttpResponse<String> answer) {
    return ((Json.JsonArray) RunningService.member(object(answer), "callers"))
        .elements().stream().map(one -> text(one, "tenant") + "/" + text(one, "id")).toList();
  }

  /// Else one tenant could make the workloads of another one callers of its own.
  @Test
  void onlyTheServiceSaysWhoseAnIssuersCredentialsAre() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      for (String credential :
          List.of(
              "{\"kind\":\"jwt\",\"issuer\":\"https://i.example\",\"subject\":\"s\"}",
              "{\"kind\":\"spiffe\",\"id\":\"spiffe://harbour.example/s\"}")) {
        String id = credential.contains("jwt") ? "j" : "s";
        assertProblem(
            403,
            "caller.forbidden",
            acme.post("/v1/callers", KeyedCaller.registration("", id, "enforcer", credential)));
        assertThat(
                service
                    .post(
                        "/v1/callers", KeyedCaller.registration("acme", id, "enforcer", credential))
                    .statusCode())
            .isEqualTo(201);
      }
      assertThat(names(acme.get("/v1/callers"))).containsExactly("acme/boss", "acme/j", "acme/s");
    }
  }

  @Test
  void theLastAdministratorOfTheServiceStaysThoughTenantsHaveTheirs() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      assertProblem(409, "caller.last-administrator", service.delete("/v1/callers/administrator"));
      assertThat(acme.delete("/v1/callers/boss").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void numbersTellTenantsApartAndAreTheServicesAlone() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      acme.decide("ada", "write");
      acme.decide("bob", "write");
      service.decide("ada", "read");
      assertThat(service.get("/metrics").body())
          .contains(
              "remit_decisions_total{outcome=\"permit\",point=\"boss\",reason=\"permitted\",tenant=\"acme\"} 1.0",
              "remit_decisions_total{outcome=\"deny\",point=\"boss\",reason=\"no-permit\",tenant=\"acme\"} 1.0",
              "remit_decisions_total{outcome=\"permit\",point=\"administrator\",reason=\"permitted\",tenant=\"default\"} 1.0",
              "remit_entities{tenant=\"globex\"} 0.0",
              "name=\"documents\",tenant=\"globex\"} 1");
      assertProblem(403, "caller.forbidden", acme.get("/metrics"));
      assertThat(acme.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  /// Gateways of two tenants, with the same requests and the same decision points.
  @Test
  void whatAGatewayAsksIsDecidedForItsOwnTenant() throws Exception {
    Path gateway = Path.of(System.getProperty("remit.root"), "examples", "gateway");
    String more =
        "tenants: {acme: {bundle: '%s'}, globex: {bundle: '%s'}}"
            .formatted(gateway, folder.resolve("globex"));
    try (RunningService service = RunningService.start(own, data, more)) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "edge", "enforcer");
      KeyedCaller globex = KeyedCaller.register(service, "globex", "edge", "enforcer");
      assertThat(forwarded(acme).statusCode()).isEqualTo(200);
      assertThat(forwarded(globex).statusCode()).isNotEqualTo(200);
      assertThat(sentOn(acme).statusCode()).isEqualTo(200);
      assertThat(sentOn(globex).statusCode()).isNotEqualTo(200);
      assertThat(checked(acme).hasOkResponse()).isTrue();
      assertThat(checked(globex).hasOkResponse()).isFalse();
      assertThat(reviewed(acme).body()).contains("\"allowed\":true");
      assertThat(reviewed(globex).body()).contains("\"allowed\":false");
    }
    assertThat(tenantsOfRecords()).isEqualTo(Map.of("acme", 4L, "globex", 4L));
  }

  private static HttpResponse<String> forwarded(KeyedCaller gateway) throws Exception {
    return gateway.send(
        asGateway(gateway, "/v1/forward-auth")
            .header("X-Original-Method", "GET")
            .header("X-Original-URI", "/orders/7")
            .header("X-Forwarded-Host", "shop.harbour.example"));
  }

  private static HttpResponse<String> sentOn(KeyedCaller gateway) throws Exception {
    return gateway.send(asGateway(gateway, "/v1/ext-authz/orders/7"));
  }

  private static java.net.http.HttpRequest.Builder asGateway(KeyedCaller gateway, String path) {
    return gateway
        .request(path)
        .setHeader("Authorization", "Bearer client")
        .header("X-Remit-Authorization", "Bearer " + gateway.key())
        .header("X-Client", "shop-web");
  }

  private static CheckResponse checked(KeyedCaller gateway) {
    return GrpcClients.builder("gproto+http://127.0.0.1:" + gateway.service().port())
        .addHeader("x-remit-authorization", "Bearer " + gateway.key())
        .build(AuthorizationBlockingStub.class)
        .check(
            CheckRequest.newBuilder()
                .setAttributes(
                    AttributeContext.newBuilder()
                        .setRequest(
                            AttributeContext.Request.newBuilder()
                                .setHttp(
                                    AttributeContext.HttpRequest.newBuilder()
                                        .setMethod("GET")
                                        .setHost("shop.harbour.example")
                                        .setPath("/orders/7")
                                        .putHeaders("x-client", "shop-web"))))
                .build());
  }

  private static HttpResponse<String> reviewed(KeyedCaller gateway) throws Exception {
    return gateway.post(
        "/v1/kubernetes/authorize",
        """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview",
         "spec": {"user": "system:serviceaccount:ci:deployer",
                  "resourceAttributes": {"namespace": "shop", "verb": "get", "group": "apps",
                    "version": "v1", "resource": "deployments", "name": "web"}}}\
        """);
  }

  /// Whatever a request says of tenants, nobody but its caller decides whose it is.
  @Test
  void noRequestSaysWhoseItIs() throws Exception {
    try (RunningService service = start()) {
      KeyedCaller acme = KeyedCaller.register(service, "acme", "boss", "administrator");
      String globex = text(service.decide("ada", "read"), "context", "id");
      assertThat(acme.get("/v1/decisions?tenant=default").statusCode()).isEqualTo(400);
      assertThat(acme.get("/v1/entities?tenant=default").statusCode()).isEqualTo(400);
      assertThat(
              acme.send(acme.request("/v1/decisions").header("X-Remit-Tenant", "default")).body())
          .doesNotContain(globex);
      HttpResponse<String> asked =
          acme.post(
              "/access/v1/evaluation",
              """
              {"subject": {"type": "User", "id": "ada"}, "action": {"name": "write"},
               "resource": {"type": "Document", "id": "plan"}, "tenant": "default"}\
              """);
      assertThat(asked.body()).contains("\"decision\":true");
      assertThat(JsonWriter.compact(object(acme.get("/v1/decisions"))))
          .contains("\"tenant\":\"acme\"")
          .doesNotContain("\"tenant\":\"default\"");
    }
  }
}
