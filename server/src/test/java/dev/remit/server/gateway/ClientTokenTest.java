package dev.remit.server.gateway;

import static dev.remit.server.RunningService.object;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.grpc.GrpcClients;
import com.nimbusds.jose.jwk.ECKey;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.RawHttp;
import dev.remit.server.RunningServer;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.credential.SetClock;
import dev.remit.server.credential.TestIssuer;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc.AuthorizationBlockingStub;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests with their clients' own tokens, as each kind of gateway asks about them.
final class ClientTokenTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long NOW = NOON.getEpochSecond();
  private static final List<String> PLANTED = Collections.synchronizedList(new ArrayList<>());
  private static final Map<String, String> REASONS = new ConcurrentHashMap<>();

  private static final SampleBundle BUNDLE =
      new SampleBundle()
          .with(
              "remit.yaml",
              """
              name: notes
              owner: notes@harbour.example
              mapping:
                http:
                  principal: {type: User, from: token}
                  headers: [authorization]
                  routes:
                    - {method: GET, path: "/notes/{id}", action: look, resource: {type: Note, id: "{id}"}}
                    - {method: GET, path: "/jobs/{id}", principal: {type: Workload, from: token}, action: look, resource: {type: Job, id: "{id}"}}
                    - {method: GET, path: "/open/{id}", principal: {type: Service, from: header x-client}, action: look, resource: {type: Note, id: "{id}"}}
              """)
          .with("schema.cedarschema", "")
          .with("entities/users.json", "[]")
          .with(
              "policies/documents.cedar",
              """
              @id("notes")
              permit (principal == User::"emma", action == Action::"look", resource is Note)
              when {
                context.credential.status == "verified"
                && context.credential.kind == "jwt"
                && context.credential.issuer == "https://people.example"
                && context.credential.subject == "emma"
                && context.credential.scopes.contains("notes")
              };
              @id("jobs")
              permit (principal is Workload, action == Action::"look", resource is Job)
              when { context.credential.kind == "jwt-svid" };
              @id("services")
              permit (principal is Service, action == Action::"look", resource is Note)
              when { context.credential.status == "absent" };
              """);

  @TempDir private static Path folder;

  private static TestIssuer issuer;
  private static ECKey key;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    key = TestIssuer.ecKey("k1");
    issuer.publish(key);
    service =
        RunningService.start(
            BUNDLE.write(folder.resolve("bundle")),
            folder.resolve("data"),
            """
            telemetry: {access-log: '%2$s'}, issuers: {
              people: {issuer: "https://people.example", jwks: '%1$s', audiences: [notes],
                presenters: [clients], subject-type: User},
              machines: {issuer: "https://machines.example", jwks: '%1$s', audiences: [notes],
                presenters: [clients]},
              workloads: {issuer: "https://workloads.example", jwks: '%1$s', audiences: [remit],
                presenters: [callers, clients], client-audiences: [notes],
                trust-domain: harbour.example, subject-type: Workload},
              staff: {issuer: "https://staff.example", jwks: '%1$s', audiences: [notes]},
              away: {issuer: "https://away.example", jwks: 'http://127.0.0.1:1/', audiences: [notes],
                presenters: [clients], subject-type: Guest}}
            """
                .formatted(issuer.jwks(), folder.resolve("access.log")),
            new SetClock(NOON));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    issuer.close();
    noTokenIsAnywhere();
  }

  /// How a gateway asks.
  enum Gateway {
    FORWARD_AUTH {
      @Override
      Told ask(String path, String... authorization) {
        List<String> headers = headers(authorization);
        headers.add("X-Original-Method: GET");
        headers.add("X-Original-URI: " + path);
        return told(
            RawHttp.send(service.port(), "GET /v1/forward-auth", headers.toArray(String[]::new)));
      }
    },
    ENVOY_HTTP {
      @Override
      Told ask(String path, String... authorization) {
        return told(
            RawHttp.send(
                service.port(),
                "GET /v1/ext-authz" + path,
                headers(authorization).toArray(String[]::new)));
      }
    },
    ENVOY_GRPC {
      @Override
      Told ask(String path, String... authorization) {
        return check("", path, authorization);
      }
    };

    /// With a certificate that the client showed to Envoy, as Envoy encodes it.
    static Told check(String certificate, String path, String... authorization) {
      AttributeContext.HttpRequest.Builder http =
          AttributeContext.HttpRequest.newBuilder()
              .setMethod("GET")
              .setPath(path)
              .putHeaders("x-client", "web");
      if (authorization.length > 0) {
        http.putHeaders("authorization", String.join(",", authorization));
      }
      CheckResponse response =
          GrpcClients.builder("gproto+http://127.0.0.1:" + service.port())
              .addHeader("x-remit-authorization", "Bearer " + service.token())
              .build(AuthorizationBlockingStub.class)
              .check(
                  CheckRequest.newBuilder()
                      .setAttributes(
                          AttributeContext.newBuilder()
                              .setSource(
                                  AttributeContext.Peer.newBuilder().setCertificate(certificate))
                              .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
                      .build());
      return response.hasOkResponse()
          ? new Told(
              200, "", header(response.getOkResponse().getHeadersList(), "x-remit-decision-id"), "")
          : denied(response.getDeniedResponse());
    }

    abstract Told ask(String path, String... authorization);

    private static List<String> headers(String... authorization) {
      List<String> headers = new ArrayList<>();
      headers.add("X-Remit-Authorization: Bearer " + service.token());
      headers.add("X-Client: web");
      Arrays.stream(authorization).forEach(value -> headers.add("Authorization: " + value));
      return headers;
    }

    private static Told told(RawHttp answer) {
      return new Told(
          answer.status(),
          answer.header("x-remit-reason"),
          answer.header("x-remit-decision-id"),
          answer.header("www-authenticate"));
    }

    private static Told denied(DeniedHttpResponse response) {
      List<HeaderValueOption> headers = response.getHeadersList();
      return new Told(
          response.getStatus().getCodeValue(),
          header(headers, "x-remit-reason"),
          header(headers, "x-remit-decision-id"),
          header(headers, "www-authenticate"));
    }

    private static String header(List<HeaderValueOption> headers, String name) {
      return headers.stream()
          .filter(header -> header.getHeader().getKey().equals(name))
          .map(header -> header.getHeader().getValue())
          .findFirst()
          .orElse("");
    }
  }

  /// What a gateway was told; `reason` is empty for a permit.
  record Told(int status, String reason, String decision, String challenge) {}

  private static String planted(String token) {
    PLANTED.add(token.substring(token.length() - 30));
    return token;
  }

  private static String sign(String issuedBy, String subject, String audience, String more)
      throws Exception {
    return sign(issuedBy, subject, audience, NOW + 600, more);
  }

  private static String sign(
      String issuedBy, String subject, String audience, long expires, String more)
      throws Exception {
    return planted(
        TestIssuer.sign(
            key,
            "{\"iss\":\"https://%s.example\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d%s}"
                .formatted(issuedBy, subject, audience, expires, more)));
  }

  private static String header(String kind) throws Exception {
    String notes = ",\"scope\":\"notes\"";
    String svid = "spiffe://harbour.example/ci";
    return switch (kind) {
      case "good" -> "Bearer " + sign("people", "emma", "notes", notes);
      case "lower-case" -> "bearer " + sign("people", "emma", "notes", notes);
      case "no-scope" -> "Bearer " + sign("people", "emma", "notes", "");
      case "somebody-else" -> "Bearer " + sign("people", "finn", "notes", notes);
      case "other-issuer" -> "Bearer " + sign("machines", "emma", "notes", notes);
      case "issuer-of-callers" -> "Bearer " + sign("staff", "emma", "notes", notes);
      case "stranger" -> "Bearer " + sign("evil", "emma", "notes", notes);
      case "svid" -> "Bearer " + sign("workloads", svid, "notes", "");
      case "svid-for-remit" -> "Bearer " + sign("workloads", svid, "remit", "");
      case "expired" -> "Bearer " + sign("people", "emma", "notes", NOW - 600, notes);
      case "keys-away" -> "Bearer " + sign("away", "emma", "notes", notes);
      case "other-audience" -> "Bearer " + sign("people", "emma", "shop", notes);
      case "bound" ->
          "Bearer " + sign("people", "emma", "notes", ",\"cnf\":{\"x5t#S256\":\"abc\"}");
      case "forged" -> {
        String token = sign("people", "emma", "notes", notes);
        String other = sign("people", "finn", "notes", notes);
        yield "Bearer "
            + planted(
                token.substring(0, token.lastIndexOf('.'))
                    + other.substring(other.lastIndexOf('.')));
      }
      case "key-of-ours" -> "Bearer " + planted(service.token());
      case "basic" -> "Basic " + planted("ZW1tYTpzZWNyZXQtb2YtZW1tYS1mb3ItdGhlLW5vdGVz");
      default -> throw new AssertionError(kind);
    };
  }

  private static Told ask(Gateway gateway, String path, String... authorization) {
    Told told = gateway.ask(path, authorization);
    assertThat(told.decision()).isNotEmpty();
    REASONS.put(told.decision(), told.reason());
    return told;
  }

  @ParameterizedTest
  @CsvSource({
    "/notes/1, good, 200, ''",
    "/notes/1, lower-case, 200, ''",
    "/jobs/1, svid, 200, ''",
    "/notes/1, no-scope, 403, no-permit",
    "/notes/1, somebody-else, 403, no-permit",
    "/notes/1, other-issuer, 403, refused",
    "/notes/1, svid, 403, refused",
    "/jobs/1, good, 403, refused",
    "/nowhere, good, 403, unmapped",
    "/notes/1, issuer-of-callers, 401, credential.issuer",
    "/notes/1, stranger, 401, credential.issuer",
    "/notes/1, expired, 401, credential.expired",
    "/notes/1, other-audience, 401, credential.audience",
    "/jobs/1, svid-for-remit, 401, credential.audience",
    "/notes/1, bound, 401, credential.confirmation",
    "/notes/1, forged, 401, credential.signature",
    "/notes/1, key-of-ours, 401, credential.malformed",
    "/notes/1, basic, 401, credential.unsupported",
    "/notes/1, keys-away, 503, credential.keys-unavailable"
  })
  void whatATokenProvesDecides(String path, String kind, int status, String reason)
      throws Exception {
    String authorization = header(kind);
    for (Gateway gateway : Gateway.values()) {
      // Twice, because a token that was verified is remembered.
      for (int i = 0; i < 2; i++) {
        Told told = ask(gateway, path, authorization);
        assertThat(told.status()).as("%s %s", gateway, told).isEqualTo(status);
        assertThat(told.reason()).isEqualTo(reason);
        assertThat(told.challenge().contains("invalid_token")).isEqualTo(status == 401);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Gateway.class)
  void whoPresentsNoTokenOrTwoIsNobody(Gateway gateway) throws Exception {
    Told none = ask(gateway, "/notes/1");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.reason()).isEqualTo("no-principal");
    assertThat(none.challenge()).isEqualTo("Bearer realm=\"remit\"");
    Told two = ask(gateway, "/notes/1", header("good"), header("good"));
    assertThat(two.status()).isEqualTo(401);
    assertThat(two.reason()).isIn("no-principal", "credential.encrypted");
  }

  /// A token that is bound to a certificate is good from whoever holds that one.
  @Test
  void whatTheClientShowsToEnvoyConfirmsATokenThatIsBoundToIt() throws Exception {
    X509Bundle own = certificate("own");
    byte[] thumbprint =
        MessageDigest.getInstance("SHA-256").digest(own.getCertificate().getEncoded());
    String authorization =
        "Bearer "
            + sign(
                "people",
                "emma",
                "notes",
                ",\"scope\":\"notes\",\"cnf\":{\"x5t#S256\":\""
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint)
                    + "\"}");
    List<String> others =
        List.of("", "%ZZ", "none", encoded(certificate("other").getCertificatePEM()));
    for (int i = 0; i < 2; i++) {
      for (String other : others) {
        Told refused = Gateway.check(other, "/notes/1", authorization);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.reason()).isEqualTo("credential.confirmation");
      }
      Told confirmed = Gateway.check(encoded(own.getCertificatePEM()), "/notes/1", authorization);
      assertThat(confirmed.status()).as(confirmed.reason()).isEqualTo(200);
    }
  }

  private static X509Bundle certificate(String name) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .notBefore(Instant.parse("2020-01-01T00:00:00Z"))
        .notAfter(Instant.parse("2090-01-01T00:00:00Z"))
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static String encoded(String pem) {
    return URLEncoder.encode(pem, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Its policy permits only where there is no credential.
  @ParameterizedTest
  @EnumSource(Gateway.class)
  void aRouteThatAsksForNoTokenDoesNotLookAtIt(Gateway gateway) throws Exception {
    for (String kind : List.of("good", "expired", "basic")) {
      assertThat(ask(gateway, "/open/1", header(kind)).status()).isEqualTo(200);
    }
  }

  @Test
  void aReplayTakesWhatWasRecorded() throws Exception {
    for (String kind : List.of("good", "no-scope", "expired", "other-issuer")) {
      Told told = ask(Gateway.FORWARD_AUTH, "/notes/1", header(kind));
      RawHttp replay =
          RawHttp.send(
              service.port(),
              "POST /v1/decisions/" + told.decision() + "/replay",
              "Authorization: Bearer " + service.token(),
              "Content-Length: 0");
      assertThat(object(replay.body()).find("same")).as(replay.body()).isEqualTo(Json.bool(true));
    }
  }

  private static void noTokenIsAnywhere() throws Exception {
    Map<String, DecisionRecord> records = new ConcurrentHashMap<>();
    for (DecisionRecord record : RunningServer.records(folder.resolve("data"))) {
      records.put(record.id().toString(), record);
    }
    assertThat(records.keySet()).containsAll(REASONS.keySet());
    REASONS.forEach((id, reason) -> requireRecorded(requireNonNull(records.get(id)), reason));
    String files = contents();
    assertThat(files).contains("[masked]").contains("/v1/forward-auth");
    assertThat(PLANTED).hasSizeGreaterThan(20).noneMatch(files::contains);
    assertThat(PLANTED).noneMatch(records.toString()::contains);
    assertThat(PLANTED).noneMatch(service.told().toString()::contains);
  }

  private static void requireRecorded(DecisionRecord record, String reason) {
    RawRequest.HttpCall call = (RawRequest.HttpCall) record.inputs().raw();
    assertThat(call.headers().getOrDefault("authorization", List.of("[masked]")))
        .allMatch("[masked]"::equals);
    if (reason.startsWith("credential.")) {
      assertThat(record.decision().reasons().getFirst().code())
          .isEqualTo(ReasonCode.CREDENTIAL_REFUSED);
      assertThat(record.decision().reasons().getFirst().text()).startsWith(reason + ": ");
      assertThat(call.presented().token())
          .isInstanceOfSatisfying(
              ClientToken.Refused.class, refused -> assertThat(refused.code()).isEqualTo(reason));
      assertThat(record.inputs().credential()).isEqualTo(Credential.absent());
    } else if (call.presented().token() instanceof ClientToken.Valid(var principal)) {
      assertThat(record.inputs().credential())
          .isInstanceOfSatisfying(
              Credential.Verified.class,
              credential -> assertThat(credential.subject()).isEqualTo(principal.id()));
      assertThat(reason.equals("refused") || record.principal().equals(principal)).isTrue();
    } else {
      assertThat(record.inputs().credential()).isEqualTo(Credential.absent());
    }
  }

  /// Of the log, of everything else that is kept, and of the access log.
  private static String contents() throws IOException {
    StringBuilder contents = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents.toString();
  }
}
