package dev.remit.server.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.server.Surroundings;
import dev.remit.server.credential.SetClock;
import dev.remit.server.credential.TestIssuer;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers who prove themselves by the certificate of their connection.
final class ClientCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /// Before the ends of the certificates, and after the clocks of whoever runs this.
  private static final Instant LATE = Instant.parse("2080-01-01T00:00:00Z");

  private static final String DEPLOY = "spiffe://harbour.example/ns/ci/sa/deploy";
  private static final String ISS = "https://issuer.example";
  private static final SetClock CLOCK = new SetClock(NOW);
  private static final List<String> TOLD = Collections.synchronizedList(new ArrayList<>());

  @TempDir private static Path folder;

  private static TestIssuer issuer;
  private static ECKey key;
  private static X509Bundle authority;
  private static RemitServer server;
  private static String administrator;

  private static CertificateBuilder builder(String name) {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .notBefore(Instant.parse("2020-01-01T00:00:00Z"))
        .notAfter(Instant.parse("2090-01-01T00:00:00Z"));
  }

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    key = TestIssuer.ecKey("k1");
    issuer.publish(key);
    authority = builder("authority").setIsCertificateAuthority(true).buildSelfSigned();
    X509Bundle own = builder("localhost").addSanDnsName("localhost").buildIssuedBy(authority);
    Path certificate = Files.writeString(folder.resolve("tls.pem"), own.getCertificatePathPEM());
    Path privateKey = Files.writeString(folder.resolve("tls.key"), own.getPrivateKeyPEM());
    Path authorities = Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    Settings settings =
        SettingsReader.with(
            SettingsReader.read(
                new Source(
                    "remit.yaml",
                    """
                    listen:
                      port: 0
                      tls: {certificate: '%s', key: '%s', client-authorities: '%s'}
                    issuers:
                      corp: {issuer: '%s', jwks: '%s', audiences: [remit]}
                    """
                        .formatted(certificate, privateKey, authorities, ISS, issuer.jwks()))),
            Path.of(System.getProperty("remit.root"), "examples", "agents"),
            folder.resolve("data"),
            null);
    server = RemitServer.start(settings, new Surroundings(CLOCK, System::nanoTime, TOLD::add));
    String line = TOLD.getFirst();
    administrator = line.substring(line.lastIndexOf(' ') + 1);
    try (HttpClient client = client(null)) {
      register(client, "deploy", "{\"kind\":\"spiffe\",\"id\":\"" + DEPLOY + "\"}");
      register(
          client,
          "bot",
          "{\"kind\":\"jwt\",\"issuer\":\"" + ISS + "\",\"subject\":\"deploy-bot\"}");
    }
  }

  private static void register(HttpClient client, String id, String credential) throws Exception {
    HttpResponse<String> answer =
        send(
            client,
            "/v1/callers",
            administrator,
            "{\"id\":\"%s\",\"roles\":[\"enforcer\"],\"credential\":%s}".formatted(id, credential));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    issuer.close();
  }

  private static HttpClient client(@Nullable X509Bundle identity) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.getCertificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore owned = KeyStore.getInstance("PKCS12");
    owned.load(null, null);
    if (identity != null) {
      owned.setKeyEntry(
          "me", identity.getKeyPair().getPrivate(), new char[0], identity.getCertificatePath());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(owned, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static HttpResponse<String> send(
      HttpClient client, String path, String token, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> evaluate(HttpClient client, String token) throws Exception {
    return send(
        client,
        "/access/v1/evaluation",
        token,
        """
        {"subject":{"type":"Workload","id":"%s"},"action":{"name":"read"},
         "resource":{"type":"Doc","id":"1"}}\
        """
            .formatted(DEPLOY));
  }

  private static HttpResponse<String> evaluateAs(X509Bundle identity) throws Exception {
    try (HttpClient client = client(identity)) {
      return evaluate(client, "");
    }
  }

  @Test
  void aRegisteredSpiffeIdIsLetInByItsCertificate() throws Exception {
    X509Bundle identity = builder("x").addSanUriName(DEPLOY).buildIssuedBy(authority);
    HttpResponse<String> answer = evaluateAs(identity);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"decision\":false");
  }

  @Test
  void aCertificateIsAskedForAndNotDemanded() throws Exception {
    try (HttpClient client = client(null)) {
      HttpResponse<String> answer = evaluate(client, "");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("caller.no-credential");
      assertThat(evaluate(client, administrator).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anotherSpiffeIdIsGoodAndNamesNobody() throws Exception {
    X509Bundle other =
        builder("x").addSanUriName("spiffe://harbour.example/x").buildIssuedBy(authority);
    assertThat(evaluateAs(other).body()).contains("caller.not-registered");
  }

  @Test
  void aCertificateWithoutOneSpiffeIdProvesNothing() throws Exception {
    List<CertificateBuilder> bad =
        List.of(
            builder("none"),
            builder(DEPLOY).addSanDnsName("deploy.harbour.example"),
            builder("two").addSanUriName(DEPLOY).addSanUriName("spiffe://harbour.example/b"),
            builder("both").addSanUriName(DEPLOY).addSanUriName("https://harbour.example/b"),
            builder("other").addSanUriName("https://harbour.example/ns/ci/sa/deploy"));
    for (CertificateBuilder builder : bad) {
      HttpResponse<String> answer = evaluateAs(builder.buildIssuedBy(authority));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
      assertThat(answer.body()).contains("credential.certificate");
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityOfTheSameNameEndsTheConnection() throws Exception {
    X509Bundle namesake = builder("authority").setIsCertificateAuthority(true).buildSelfSigned();
    X509Bundle forged = builder("x").addSanUriName(DEPLOY).buildIssuedBy(namesake);
    try (HttpClient client = client(forged)) {
      assertThatThrownBy(() -> evaluate(client, "")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCertificateThatEndsDuringItsConnectionIsRefused() throws Exception {
    X509Bundle brief = builder("x").addSanUriName(DEPLOY).notAfter(LATE).buildIssuedBy(authority);
    try (HttpClient client = client(brief)) {
      assertThat(evaluate(client, "").statusCode()).isEqualTo(200);
      CLOCK.pass(Duration.between(NOW, LATE));
      assertThat(evaluate(client, "").body()).contains("credential.expired");
    } finally {
      CLOCK.pass(Duration.between(LATE, NOW));
    }
  }

  @Test
  void aTokenBoundToACertificateIsGoodOnItsConnectionOnly() throws Exception {
    X509Bundle identity = builder("x").addSanUriName(DEPLOY).buildIssuedBy(authority);
    X509Bundle thief =
        builder("x").addSanUriName("spiffe://harbour.example/x").buildIssuedBy(authority);
    byte[] thumbprint =
        MessageDigest.getInstance("SHA-256").digest(identity.getCertificate().getEncoded());
    String token =
        TestIssuer.sign(
            key,
            "{\"iss\":\"%s\",\"sub\":\"deploy-bot\",\"aud\":\"remit\",\"exp\":%d,\"cnf\":{\"x5t#S256\":\"%s\"}}"
                .formatted(
                    ISS,
                    NOW.getEpochSecond() + 300,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint)));
    try (HttpClient bound = client(identity);
        HttpClient stolen = client(thief);
        HttpClient bare = client(null)) {
      assertThat(evaluate(bound, token).statusCode()).isEqualTo(200);
      for (HttpClient other : List.of(stolen, bare)) {
        HttpResponse<String> answer = evaluate(other, token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("credential.confirmation");
      }
      assertThat(evaluate(bound, token).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void filesThatAreNoCertificatesStopTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    String certificate = folder.resolve("tls.pem").toString();
    String key = folder.resolve("tls.key").toString();
    for (List<String> files :
        List.of(
            List.of(certificate, key, empty.toString()),
            List.of(certificate, key, folder.resolve("missing").toString()),
            List.of(certificate, empty.toString(), certificate),
            List.of(empty.toString(), key, certificate))) {
      Settings settings =
          SettingsReader.with(
              SettingsReader.read(
                  new Source(
                      "remit.yaml",
                      "listen: {port: 0, tls: {certificate: '%s', key: '%s', client-authorities: '%s'}}"
                          .formatted(files.toArray()))),
              Path.of(System.getProperty("remit.root"), "examples", "agents"),
              folder.resolve("stopped"),
              null);
      assertThatThrownBy(
              () -> RemitServer.start(settings, new Surroundings(CLOCK, System::nanoTime, _ -> {})))
          .as(files.toString())
          .isInstanceOf(ServerFault.class)
          .hasMessageStartingWith("listen.tls");
    }
  }

  @Test
  void aSettingThatDoesNotBelongStopsTheStart() {
    assertThatThrownBy(() ->
            SettingsReader.read(
                new Source("remit.yaml", "listen: {tls: {client-authorities: ca.pem}}")))
        .hasMessageContaining("without a `certificate`");
  }
}
