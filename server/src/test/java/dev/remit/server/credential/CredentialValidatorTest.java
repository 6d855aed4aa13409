package dev.remit.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of an issuer whose keys are fetched over a real socket.
final class CredentialValidatorTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long NOW = NOON.getEpochSecond();
  private static final String ISS = "https://issuer.example";

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private static TestIssuer issuer;
  private static ECKey key;
  private static ECKey stranger;
  private static RSAKey rsa;

  private final SetClock clock = new SetClock(NOON);
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private CredentialValidator validator;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    issuer = TestIssuer.start();
    key = TestIssuer.ecKey("k1");
    stranger = TestIssuer.ecKey("k1");
    rsa = TestIssuer.rsaKey("r1");
  }

  @AfterAll
  static void stop() {
    issuer.close();
    THREADS.close();
  }

  @BeforeEach
  void publish() throws SyntaxException {
    issuer.publish(key, rsa);
    validator = validator("");
  }

  @AfterEach
  void close() {
    validator.close();
  }

  private CredentialValidator validator(String more) throws SyntaxException {
    Settings settings =
        SettingsReader.read(
            new Source(
                "remit.yaml",
                """
                issuers:
                  corp:
                    issuer: %s
                    jwks: %s
                    audiences: [remit, other]
                """
                        .formatted(ISS, issuer.jwks())
                    + more));
    return new CredentialValidator(settings, clock, THREADS, told::add);
  }

  private static String claims() {
    return claims("");
  }

  /// Sound ones, with more members.
  private static String claims(String more) {
    return "{\"iss\":\"%s\",\"sub\":\"deploy-bot\",\"aud\":\"remit\",\"exp\":%d,\"iat\":%d,\"jti\":\"j1\"%s}"
        .formatted(ISS, NOW + 300, NOW - 10, more);
  }

  private Validation validate(String token) {
    return validator.validate("Bearer " + token, Optional::empty).toCompletableFuture().join();
  }

  private void assertFlaw(Flaw flaw, String token) {
    Validation validation = validate(token);
    assertThat(validation).isEqualTo(Validation.refused(flaw));
    // Once refused, refused again: nothing was remembered.
    assertThat(validate(token)).isEqualTo(validation);
  }

  private static String header(String members) {
    return "{" + members + "}";
  }

  private static String sound() throws JOSEException {
    return TestIssuer.sign(key, claims());
  }

  @Test
  void aSoundTokenIsACredentialThatNamesItsSubject() throws JOSEException {
    assertThat(
            validate(TestIssuer.sign(key, claims(",\"scope\":\"write read\",\"scp\":[\"more\"]"))))
        .isInstanceOfSatisfying(
            Validation.Valid.class,
            valid -> {
              assertThat(valid.principal()).isEqualTo(EntityUid.of("ServiceAccount", "deploy-bot"));
              Credential.Verified credential = valid.credential();
              assertThat(credential.kind()).isEqualTo(Credential.Kind.JWT);
              assertThat(credential.issuer()).isEqualTo(ISS);
              assertThat(credential.id()).isEqualTo("j1");
              assertThat(credential.reach().scopes()).containsExactly("more", "read", "write");
              assertThat(credential.reach().audiences()).containsExactly("remit");
              assertThat(credential.validity().expires()).isEqualTo(NOON.plusSeconds(300));
              assertThat(credential.validity().issued()).isEqualTo(NOON.minusSeconds(10));
            });
  }

  @Test
  void rsaAndEd25519VerifyAsWell() throws JOSEException, GeneralSecurityException {
    String header = header("\"alg\":\"RS256\",\"kid\":\"r1\"");
    assertThat(validate(TestIssuer.sign(header, claims(), rsa, JWSAlgorithm.RS256)))
        .isInstanceOf(Validation.Valid.class);
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    issuer.publish(
        new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).keyID("e1").build());
    String signed =
        Base64URL.encode(header("\"alg\":\"EdDSA\",\"kid\":\"e1\""))
            + "."
            + Base64URL.encode(claims());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    String token = signed + "." + Base64URL.encode(signature.sign());
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    assertFlaw(Flaw.SIGNATURE, signed + "." + Base64URL.encode(new byte[64]));
  }

  @Test
  void aTokenThatIsNotSignedIsRefused() {
    String body = "." + Base64URL.encode(claims()) + ".";
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      assertFlaw(Flaw.ALGORITHM, Base64URL.encode(header("\"alg\":\"" + none + "\"")) + body);
    }
    assertFlaw(Flaw.ALGORITHM, Base64URL.encode("{}") + body);
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
    for (String secret :
        List.of(
            rsa.toPublicJWK().toJSONString(),
            Base64URL.encode(rsa.toRSAPublicKey().getEncoded()).toString(),
            key.toPublicJWK().toJSONString())) {
      String header = header("\"alg\":\"HS256\",\"kid\":\"r1\"");
      assertFlaw(
          Flaw.ALGORITHM,
          TestIssuer.sign(header, claims(), new MACSigner(secret), JWSAlgorithm.HS256));
    }
  }

  @Test
  void anAlgorithmThatTheSettingsLeaveOutIsRefused() throws JOSEException {
    String header = header("\"alg\":\"PS256\",\"kid\":\"r1\"");
    assertFlaw(Flaw.ALGORITHM, TestIssuer.sign(header, claims(), rsa, JWSAlgorithm.PS256));
  }

  @Test
  void aKeyOfAnotherKindThanTheAlgorithmIsNoKey() throws JOSEException {
    String header = header("\"alg\":\"ES256\",\"kid\":\"r1\"");
    assertFlaw(Flaw.KEY, TestIssuer.sign(header, claims(), key));
  }

  @Test
  void aKeyIdThatIsNotPublishedIsRefused() throws JOSEException {
    for (String kid : List.of("k2", "../../etc/passwd", "' OR 1=1 --", "k1\u0000")) {
      String header = "{\"alg\":\"ES256\",\"kid\":\"" + kid.replace("\u0000", "\\u0000") + "\"}";
      assertFlaw(Flaw.KEY, TestIssuer.sign(header, claims(), key));
    }
  }

  @Test
  void aTokenWithoutAKeyIdNeedsTheOnlyKeyOfItsAlgorithm() throws JOSEException {
    String token = TestIssuer.sign(header("\"alg\":\"ES256\""), claims(), key);
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    issuer.publish(key, TestIssuer.ecKey("k2"));
    clock.pass(Duration.ofMinutes(4));
    try (CredentialValidator fresh = validator("")) {
      assertThat(fresh.validate("Bearer " + token, Optional::empty).toCompletableFuture().join())
          .isEqualTo(Validation.refused(Flaw.KEY));
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() throws JOSEException {
    assertFlaw(Flaw.SIGNATURE, TestIssuer.sign(stranger, claims()));
  }

  @Test
  void keysThatATokenBringsAlongAreNeverUsed() throws JOSEException {
    String jwk = stranger.toPublicJWK().toJSONString();
    for (String member :
        List.of(
            "\"jwk\":" + jwk,
            "\"jku\":\"" + issuer.jwks() + "\"",
            "\"x5u\":\"" + issuer.jwks() + "\"",
            "\"x5c\":[\"MIIB\"]")) {
      int before = issuer.fetches();
      String header = header("\"alg\":\"ES256\",\"kid\":\"k1\"," + member);
      assertFlaw(Flaw.SIGNATURE, TestIssuer.sign(header, claims(), stranger));
      assertThat(issuer.fetches() - before).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void eachChangedByteBreaksTheToken() throws JOSEException {
    String token = sound();
    for (int i = 0; i < token.length(); i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(validate(changed)).as("byte " + i).isInstanceOf(Validation.Refused.class);
    }
  }

  @Test
  void eachCutTokenIsRefused() throws JOSEException {
    String token = sound();
    for (int length = 0; length < token.length(); length += 5) {
      assertThat(validate(token.substring(0, length)))
          .as("%d characters", length)
          .isInstanceOf(Validation.Refused.class);
    }
    assertFlaw(Flaw.MALFORMED, "");
    assertFlaw(Flaw.MALFORMED, "..");
    assertFlaw(Flaw.MALFORMED, token + ".x");
    assertFlaw(Flaw.MALFORMED, token + "=");
    assertFlaw(Flaw.MALFORMED, "a b." + token);
  }

  @Test
  void aTokenOfMoreThanTheLimitIsRefusedAndOneAtItIsNot() throws JOSEException {
    int overhead = TestIssuer.sign(key, claims(",\"x\":\"\"")).length();
    int room = (TokenLimits.CHARS_MAX - overhead) * 3 / 4;
    String largest = TestIssuer.sign(key, claims(",\"x\":\"" + "y".repeat(room) + "\""));
    assertThat(largest.length()).isBetween(TokenLimits.CHARS_MAX - 4, TokenLimits.CHARS_MAX);
    assertThat(validate(largest)).isInstanceOf(Validation.Valid.class);
    assertFlaw(
        Flaw.TOO_LARGE, TestIssuer.sign(key, claims(",\"x\":\"" + "y".repeat(room + 8) + "\"")));
  }

  @Test
  void encryptedAndNestedTokensAreRefused() throws JOSEException {
    assertFlaw(Flaw.ENCRYPTED, "a.b.c.d.e");
    assertFlaw(
        Flaw.NESTED,
        TestIssuer.sign(header("\"alg\":\"ES256\",\"kid\":\"k1\",\"cty\":\"JWT\""), sound(), key));
    // Nested, and not saying so: its payload is no object.
    assertFlaw(
        Flaw.MALFORMED, TestIssuer.sign(header("\"alg\":\"ES256\",\"kid\":\"k1\""), sound(), key));
  }

  @Test
  void critIsRefusedWhateverItNames() throws JOSEException {
    for (String member :
        List.of("\"crit\":[\"exp\"]", "\"crit\":[]", "\"crit\":null", "\"b64\":false")) {
      assertFlaw(
          Flaw.CRITICAL,
          TestIssuer.sign(header("\"alg\":\"ES256\",\"kid\":\"k1\"," + member), claims(), key));
    }
  }

  @Test
  void aTokenMadeForAnotherPurposeIsRefused() throws JOSEException {
    for (String type : List.of("secevent+jwt", "logout+jwt", "dpop+jwt", "txntoken+jwt")) {
      assertFlaw(
          Flaw.TYPE,
          TestIssuer.sign(
              header("\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"" + type + "\""), claims(), key));
    }
    assertThat(
            validate(
                TestIssuer.sign(
                    header("\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"at+JWT\""), claims(), key)))
        .isInstanceOf(Validation.Valid.class);
  }

  @Test
  void claimsGivenTwiceAreRefused() throws JOSEException {
    assertFlaw(Flaw.MALFORMED, TestIssuer.sign(key, claims(",\"sub\":\"administrator\"")));
    assertFlaw(
        Flaw.MALFORMED,
        TestIssuer.sign(
            header("\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"k1\""), claims(), key));
  }

  private static String claims(String iss, String aud, String exp, String more) {
    return "{\"iss\":%s,\"sub\":\"deploy-bot\",\"aud\":%s,\"exp\":%s%s}"
        .formatted(iss, aud, exp, more);
  }

  private static final String GOOD_ISS = "\"" + ISS + "\"";
  private static final String LATER = Long.toString(NOW + 300);

  @Test
  void theIssuerMustBeOneOfTheSettingsToTheLetter() throws JOSEException {
    for (String iss : List.of("https://issuer.example/", "HTTPS://ISSUER.EXAMPLE", "corp")) {
      assertFlaw(
          Flaw.ISSUER, TestIssuer.sign(key, claims("\"" + iss + "\"", "\"remit\"", LATER, "")));
    }
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, claims("[\"a\"]", "\"remit\"", LATER, "")));
    assertFlaw(
        Flaw.CLAIMS,
        TestIssuer.sign(key, "{\"sub\":\"x\",\"aud\":\"remit\",\"exp\":" + LATER + "}"));
  }

  @Test
  void theAudienceMustBeOneOfTheSettings() throws JOSEException {
    assertFlaw(Flaw.AUDIENCE, TestIssuer.sign(key, claims(GOOD_ISS, "\"remit2\"", LATER, "")));
    assertFlaw(Flaw.AUDIENCE, TestIssuer.sign(key, claims(GOOD_ISS, "[\"a\",\"b\"]", LATER, "")));
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, claims(GOOD_ISS, "[]", LATER, "")));
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, claims(GOOD_ISS, "[1]", LATER, "")));
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, claims(GOOD_ISS, "null", LATER, "")));
    assertThat(validate(TestIssuer.sign(key, claims(GOOD_ISS, "[\"a\",\"other\"]", LATER, ""))))
        .isInstanceOf(Validation.Valid.class);
  }

  @Test
  void aTokenEndsAtItsExpiryAndTheSkewAndNotBefore() throws JOSEException {
    String token = sound();
    clock.pass(Duration.ofSeconds(300 + 59));
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    clock.pass(Duration.ofSeconds(1));
    assertFlaw(Flaw.EXPIRED, token);
    assertFlaw(Flaw.EXPIRED, TestIssuer.sign(key, claims(GOOD_ISS, "\"remit\"", "1", "")));
  }

  @Test
  void aRememberedTokenEndsAtItsExpiry() throws JOSEException {
    String token = sound();
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    clock.pass(Duration.ofMinutes(6));
    assertFlaw(Flaw.EXPIRED, token);
  }

  @Test
  void expiryIsNeededAndIsANumber() throws JOSEException {
    assertFlaw(
        Flaw.CLAIMS,
        TestIssuer.sign(key, "{\"iss\":" + GOOD_ISS + ",\"sub\":\"x\",\"aud\":\"remit\"}"));
    for (String exp :
        List.of(
            "null", "\"" + LATER + "\"", "-1", "1e10", "1e999999999", "true", "99999999999999")) {
      assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, claims(GOOD_ISS, "\"remit\"", exp, "")));
    }
    assertThat(validate(TestIssuer.sign(key, claims(GOOD_ISS, "\"remit\"", LATER + ".5", ""))))
        .isInstanceOf(Validation.Valid.class);
  }

  @Test
  void aTokenOfTheFutureIsNotGoodYet() throws JOSEException {
    for (String claim : List.of("nbf", "iat")) {
      assertFlaw(
          Flaw.NOT_YET_VALID,
          TestIssuer.sign(
              key, claims(GOOD_ISS, "\"remit\"", LATER, ",\"" + claim + "\":" + (NOW + 61))));
      assertThat(
              validate(
                  TestIssuer.sign(
                      key,
                      claims(GOOD_ISS, "\"remit\"", LATER, ",\"" + claim + "\":" + (NOW + 60)))))
          .isInstanceOf(Validation.Valid.class);
    }
  }

  @Test
  void aSubjectIsNeeded() throws JOSEException {
    String rest = ",\"aud\":\"remit\",\"exp\":" + LATER + "}";
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, "{\"iss\":" + GOOD_ISS + rest));
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, "{\"sub\":\"\",\"iss\":" + GOOD_ISS + rest));
    assertFlaw(Flaw.CLAIMS, TestIssuer.sign(key, "{\"sub\":7,\"iss\":" + GOOD_ISS + rest));
  }

  @Test
  void aTokenBoundToAKeyIsRefusedWithoutIt() throws JOSEException {
    for (String cnf :
        List.of(
            "{\"jkt\":\"abc\"}",
            "{\"x5t#S256\":\"abc\"}",
            "{\"x5t#S256\":\"abc\",\"jkt\":\"d\"}",
            "{}",
            "\"x\"")) {
      assertFlaw(Flaw.CONFIRMATION, TestIssuer.sign(key, claims(",\"cnf\":" + cnf)));
    }
  }

  private static Validation client(CredentialValidator by, String token) {
    return by.validateClient("Bearer " + token, Optional::empty).toCompletableFuture().join();
  }

  /// In either order, because a verified token is remembered.
  @Test
  void aTokenIsGoodOnlyFromWhomItsIssuerMeansItFor() throws Exception {
    String payload = claims().replace("\"aud\":\"remit\"", "\"aud\":\"shop\"");
    for (int i = 0; i < 2; i++) {
      String forCallers = TestIssuer.sign(key, claims(",\"n\":" + i));
      String forClients = TestIssuer.sign(key, payload);
      try (CredentialValidator both =
          validator("    presenters: [callers, clients]\n    client-audiences: [shop]\n")) {
        for (int j = 0; j < 4; j++) {
          if ((i + j) % 2 == 0) {
            assertThat(join(both, forCallers)).isInstanceOf(Validation.Valid.class);
            assertThat(join(both, forClients)).isEqualTo(Validation.refused(Flaw.AUDIENCE));
          } else {
            assertThat(client(both, forClients)).isInstanceOf(Validation.Valid.class);
            assertThat(client(both, forCallers)).isEqualTo(Validation.refused(Flaw.AUDIENCE));
          }
        }
      }
      assertThat(client(validator, forCallers)).isEqualTo(Validation.refused(Flaw.ISSUER));
      try (CredentialValidator clients = validator("    presenters: [clients]\n")) {
        assertThat(client(clients, forCallers)).isInstanceOf(Validation.Valid.class);
        assertThat(join(clients, forCallers)).isEqualTo(Validation.refused(Flaw.ISSUER));
      }
    }
  }

  /// Threads that work only when they are told to.
  private static final class HeldThreads implements Executor {
    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private volatile boolean holding;

    @Override
    public void execute(Runnable task) {
      if (holding) {
        held.add(task);
      } else {
        THREADS.execute(task);
      }
    }

    void hold() {
      holding = true;
    }

    void release() {
      holding = false;
      for (Runnable task = held.poll(); task != null; task = held.poll()) {
        task.run();
      }
    }
  }

  @Test
  void tokensThatAreTooManyAtOnceAreRefusedAndDoNotWait() throws Exception {
    Path file = folder.resolve("jwks.json");
    Files.writeString(file, "{\"keys\":[" + key.toPublicJWK() + "]}");
    Settings settings =
        SettingsReader.read(
            new Source(
                "remit.yaml",
                "issuers: {corp: {issuer: '%s', jwks: '%s', audiences: [remit]}}"
                    .formatted(ISS, file.toUri())));
    HeldThreads threads = new HeldThreads();
    try (CredentialValidator busy = new CredentialValidator(settings, clock, threads, told::add)) {
      String remembered = sound();
      assertThat(join(busy, remembered)).isInstanceOf(Validation.Valid.class);
      threads.hold();
      String token = TestIssuer.sign(key, claims(",\"n\":1"));
      List<CompletableFuture<Validation>> waiting = new ArrayList<>();
      for (int i = 0; i < TokenLimits.CHECKS_MAX; i++) {
        waiting.add(busy.validate("Bearer " + token, Optional::empty).toCompletableFuture());
      }
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      assertThat(join(busy, token)).isEqualTo(Validation.refused(Flaw.BUSY));
      assertThat(client(busy, token)).isEqualTo(Validation.refused(Flaw.BUSY));
      assertThat(join(busy, remembered)).isInstanceOf(Validation.Valid.class);
      threads.release();
      // Each takes its turn twice: it is read, and then its signature is verified.
      for (CompletableFuture<Validation> each : waiting) {
        assertThat(each.join()).isInstanceOf(Validation.Valid.class);
      }
      assertThat(join(busy, TestIssuer.sign(key, claims(",\"n\":2"))))
          .isInstanceOf(Validation.Valid.class);
    }
  }

  @Test
  void anotherSchemeIsNoBearerToken() {
    for (String authorization : List.of("Basic YTpi", "Bearer", "BearerX", "DPoP x")) {
      assertThat(validator.validate(authorization, Optional::empty).toCompletableFuture().join())
          .isEqualTo(Validation.refused(Flaw.UNSUPPORTED));
    }
    assertThat(validator.validate("", Optional::empty).toCompletableFuture().join())
        .isEqualTo(Validation.refused(Flaw.UNSUPPORTED));
  }

  @Test
  void noRefusalTellsWhatWasPresented() {
    for (Flaw flaw : Flaw.values()) {
      assertThat(flaw.code()).matches("credential\\.[a-z-]+");
      assertThat(flaw.detail()).startsWith("credential: ").doesNotContain("%");
    }
  }

  @Test
  void aNewKeyIsFetchedWhenItsFirstTokenComes() throws JOSEException {
    assertThat(validate(sound())).isInstanceOf(Validation.Valid.class);
    ECKey next = TestIssuer.ecKey("k2");
    issuer.publish(key, next);
    int before = issuer.fetches();
    assertThat(validate(TestIssuer.sign(next, claims()))).isInstanceOf(Validation.Valid.class);
    assertThat(issuer.fetches()).isEqualTo(before + 1);
  }

  @Test
  void madeUpKeyIdsDoNotFloodTheIssuer() throws JOSEException {
    assertThat(validate(sound())).isInstanceOf(Validation.Valid.class);
    int before = issuer.fetches();
    for (int i = 0; i < 50; i++) {
      validate(
          TestIssuer.sign(header("\"alg\":\"ES256\",\"kid\":\"x" + i + "\""), claims(), stranger));
    }
    assertThat(issuer.fetches()).isEqualTo(before + 1);
    clock.pass(TokenLimits.UNKNOWN_KEY_PAUSE);
    assertFlaw(
        Flaw.KEY, TestIssuer.sign(header("\"alg\":\"ES256\",\"kid\":\"x\""), claims(), stranger));
    assertThat(issuer.fetches()).isEqualTo(before + 2);
  }

  @Test
  void aKeyThatIsTakenBackEndsTheTokensItSigned() throws JOSEException {
    String token = sound();
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    ECKey next = TestIssuer.ecKey("k2");
    issuer.publish(next);
    assertThat(validate(TestIssuer.sign(next, claims()))).isInstanceOf(Validation.Valid.class);
    assertThat(validate(token)).isEqualTo(Validation.refused(Flaw.KEY));
  }

  @Test
  void keysCountForATimeWhileTheirSourceFailsAndThenNoMore() throws JOSEException {
    String payload = claims(GOOD_ISS, "\"remit\"", Long.toString(NOW + 200_000), "");
    String token = TestIssuer.sign(key, payload);
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    issuer.fail();
    clock.pass(Duration.ofHours(12));
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
    assertThat(validate(TestIssuer.sign(key, payload))).isInstanceOf(Validation.Valid.class);
    clock.pass(Duration.ofSeconds(1));
    assertThat(validate(token)).isEqualTo(Validation.refused(Flaw.KEYS_UNAVAILABLE));
    assertThat(told).anySatisfy(line -> assertThat(line).contains("issuers.corp").contains("500"));
    issuer.publish(key, rsa);
    clock.pass(TokenLimits.FAILURE_PAUSE);
    assertThat(validate(token)).isInstanceOf(Validation.Valid.class);
  }

  @Test
  void whatIsNoKeySetLeavesNoKeys() throws JOSEException, SyntaxException {
    String many =
        "{\"keys\":["
            + String.join(",", Collections.nCopies(101, key.toPublicJWK().toString()))
            + "]}";
    for (String published : List.of("", "[]", "{}", "<html>", "{\"keys\":[{}]}", many)) {
      issuer.publish(published);
      try (CredentialValidator fresh = validator("")) {
        assertThat(
                fresh.validate("Bearer " + sound(), Optional::empty).toCompletableFuture().join())
            .as(published)
            .isEqualTo(Validation.refused(Flaw.KEYS_UNAVAILABLE));
      }
    }
  }

  @Test
  void keysMayBeInAFile() throws Exception {
    Path file = folder.resolve("jwks.json");
    Files.writeString(file, "{\"keys\":[" + key.toPublicJWK() + "]}");
    Settings settings =
        SettingsReader.read(
            new Source(
                "remit.yaml",
                "issuers: {corp: {issuer: '%s', jwks: '%s', audiences: [remit]}}"
                    .formatted(ISS, file.toUri())));
    try (CredentialValidator offline =
        new CredentialValidator(settings, clock, THREADS, told::add)) {
      assertThat(
              offline.validate("Bearer " + sound(), Optional::empty).toCompletableFuture().join())
          .isInstanceOf(Validation.Valid.class);
    }
  }

  @Test
  void anIssuerOfWorkloadsVouchesForItsTrustDomainOnly() throws Exception {
    String settings = "    trust-domain: harbour.example\n    subject-type: Workload\n";
    String rest = "\"aud\":[\"remit\"],\"exp\":" + LATER + "}";
    Function<String, String> svid = sub -> "{\"sub\":\"" + sub + "\"," + rest;
    try (CredentialValidator workloads = validator(settings)) {
      String good = svid.apply("spiffe://harbour.example/ns/ci/sa/deploy");
      assertThat(join(workloads, TestIssuer.sign(key, good)))
          .isInstanceOfSatisfying(
              Validation.Valid.class,
              valid -> {
                assertThat(valid.credential().kind()).isEqualTo(Credential.Kind.JWT_SVID);
                assertThat(valid.principal())
                    .isEqualTo(
                        EntityUid.of("Workload", "spiffe://harbour.example/ns/ci/sa/deploy"));
                assertThat(valid.verified().agent())
                    .isEqualTo(Claim.verified("spiffe://harbour.example/ns/ci/sa/deploy"));
                assertThat(valid.verified().user()).isEqualTo(Claim.absent());
              });
      String acting = good.replace("}", ",\"act\":{\"sub\":\"spiffe://harbour.example/x\"}}");
      assertThat(join(workloads, TestIssuer.sign(key, acting)))
          .isEqualTo(Validation.refused(Flaw.ACTOR));
      assertThat(join(workloads, TestIssuer.sign(key, svid.apply("spiffe://other.example/x"))))
          .isEqualTo(Validation.refused(Flaw.ISSUER));
      String forged = "{\"iss\":" + GOOD_ISS + ",\"sub\":\"spiffe://other.example/x\"," + rest;
      assertThat(join(workloads, TestIssuer.sign(key, forged)))
          .isEqualTo(Validation.refused(Flaw.SUBJECT));
      assertThat(join(workloads, TestIssuer.sign(key, claims())))
          .isEqualTo(Validation.refused(Flaw.SUBJECT));
    }
  }

  private static Validation join(CredentialValidator by, String token) {
    return by.validate("Bearer " + token, Optional::empty).toCompletableFuture().join();
  }

  @Test
  void whatIsNoSpiffeIdIsNone() {
    for (String text :
        List.of(
            "spiffe://",
            "spiffe://UPPER.example/a",
            "spiffe://a.example/",
            "spiffe://a.example//b",
            "spiffe://a.example/../b",
            "spiffe://a.example/b?c",
            "spiffe://a.example:80/b",
            "spiffe://u@a.example/b",
            "http://a.example/b")) {
      assertThat(SpiffeId.find(text)).as(text).isEmpty();
    }
    assertThat(SpiffeId.find("spiffe://a.example/..b/c")).isPresent();
    assertThat(SpiffeId.find("spiffe://a.example")).isPresent();
  }
}
