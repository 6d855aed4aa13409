package dev.remit.server.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An issuer of tokens that publishes its keys on loopback.
public final class TestIssuer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String keys = "{\"keys\":[]}";
  private volatile int status = 200;

  private TestIssuer(HttpServer server) {
    this.server = server;
  }

  public static TestIssuer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestIssuer issuer = new TestIssuer(server);
    server.createContext(
        "/jwks",
        exchange -> {
          issuer.fetches.incrementAndGet();
          byte[] body = issuer.keys.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(issuer.status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(issuer.threads);
    server.start();
    return issuer;
  }

  public String jwks() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
  }

  /// Only their public parts.
  public void publish(JWK... published) {
    publish(new JWKSet(List.of(published)).toString());
  }

  void publish(String text) {
    keys = text;
    status = 200;
  }

  void fail() {
    status = 500;
  }

  int fetches() {
    return fetches.get();
  }

  public static ECKey ecKey(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  static RSAKey rsaKey(String id) throws JOSEException {
    return new RSAKeyGenerator(2_048).keyID(id).generate();
  }

  /// A token with this payload, as the key's owner signs it.
  public static String sign(ECKey key, String payload) throws JOSEException {
    return sign(
        "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + key.getKeyID() + "\"}",
        payload,
        new ECDSASigner(key),
        JWSAlgorithm.ES256);
  }

  /// The same for a token of another type.
  public static String signAs(String type, ECKey key, String payload) throws JOSEException {
    return sign(
        "{\"alg\":\"ES256\",\"typ\":\"" + type + "\",\"kid\":\"" + key.getKeyID() + "\"}",
        payload,
        key);
  }

  static String sign(String header, String payload, ECKey key) throws JOSEException {
    return sign(header, payload, new ECDSASigner(key), JWSAlgorithm.ES256);
  }

  static String sign(String header, String payload, RSAKey key, JWSAlgorithm algorithm)
      throws JOSEException {
    return sign(header, payload, new RSASSASigner(key), algorithm);
  }

  static String sign(String header, String payload, JWSSigner signer, JWSAlgorithm algorithm)
      throws JOSEException {
    String signed = Base64URL.encode(header) + "." + Base64URL.encode(payload);
    Base64URL signature =
        signer.sign(new JWSHeader(algorithm), signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + signature;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
