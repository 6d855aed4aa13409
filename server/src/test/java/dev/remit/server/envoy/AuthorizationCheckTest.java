package dev.remit.server.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.RunningServer;
import dev.remit.testkit.Seeds;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc.AuthorizationBlockingStub;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizationCheckTest {
  private static final int DAMAGED = 300;
  private static final String METHOD = "/envoy.service.auth.v3.Authorization/Check";
  private static final String DESK = "spiffe://harbour.example/support-desk";

  @TempDir private static Path data;

  private static final List<String> DECIDED = Collections.synchronizedList(new ArrayList<>());

  private static RunningServer remit;

  @BeforeAll
  static void start() throws Exception {
    remit = RunningServer.start("gateway", data);
  }

  @AfterAll
  static void everyAnswerIsInTheLog() throws Exception {
    remit.close();
    assertThat(DECIDED).isNotEmpty();
    assertThat(remit.records())
        .extracting(DecisionRecord::id)
        .extracting(Object::toString)
        .containsAll(DECIDED);
  }

  private static AuthorizationBlockingStub stub(String header, String value) {
    return GrpcClients.builder("gproto+http://127.0.0.1:" + remit.port())
        .addHeader(header, value)
        .build(AuthorizationBlockingStub.class);
  }

  private static CheckResponse check(CheckRequest request) {
    CheckResponse response =
        stub("x-remit-authorization", "Bearer " + remit.token()).check(request);
    String decision = header(response, "x-remit-decision-id");
    if (!decision.isEmpty()) {
      DECIDED.add(decision);
    }
    return response;
  }

  private static String header(CheckResponse response, String name) {
    List<HeaderValueOption> headers =
        response.hasOkResponse()
            ? response.getOkResponse().getHeadersList()
            : response.getDeniedResponse().getHeadersList();
    return headers.stream()
        .filter(header -> header.getHeader().getKey().equals(name))
        .peek(header ->
            assertThat(header.getAppendAction())
                .isEqualTo(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD))
        .map(header -> header.getHeader().getValue())
        .findFirst()
        .orElse("");
  }

  private static CheckRequest request(
      String method, String path, String client, String certificate) {
    AttributeContext.HttpRequest.Builder http =
        AttributeContext.HttpRequest.newBuilder()
            .setId("r1")
            .setMethod(method)
            .setScheme("https")
            .setHost("shop.harbour.example:443")
            .setPath(path)
            .setProtocol("HTTP/2")
            .putHeaders(":path", path)
            .putHeaders("authorization", "Bearer client")
            .putHeaders("accept", "*/*");
    if (!client.isEmpty()) {
      http.putHeaders("x-client", client);
    }
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setSource(AttributeContext.Peer.newBuilder().setPrincipal(certificate))
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
        .build();
  }

  @Test
  void whatIsPermittedPassesWithTheIdOfItsDecision() {
    CheckResponse response = check(request("GET", "/orders/7?page=1", "shop-web", ""));
    assertThat(response.getStatus().getCode()).isEqualTo(Code.OK_VALUE);
    assertThat(response.hasOkResponse()).isTrue();
    assertThat(header(response, "x-remit-decision-id")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /orders/7, shop-web, '', 403, no-permit",
    "GET, /orders?export=all, shop-web, '', 403, forbidden",
    "GET, /admin, shop-web, '', 403, unmapped",
    "GET, /orders/..%2fadmin, shop-web, '', 403, refused",
    "GET, /orders/7, '', '', 401, no-principal",
    "POST, /payments/1/refund, support-desk, '', 401, no-principal",
    "POST, /payments/1/refund, '', spiffe://harbour.example/shop-web, 403, no-permit",
    "'', '', '', '', 403, refused"
  })
  void whatIsNotIsDenied(
      String method, String path, String client, String certificate, int status, String reason) {
    CheckResponse response = check(request(method, path, client, certificate));
    assertThat(response.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
    assertThat(response.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(status);
    assertThat(header(response, "x-remit-reason")).isEqualTo(reason);
    assertThat(header(response, "x-remit-decision-id")).isNotEmpty();
    assertThat(response.getDeniedResponse().getBody()).contains("\"code\":\"" + reason + "\"");
  }

  @Test
  void theNameInTheClientCertificateCanBeThePrincipal() {
    assertThat(check(request("POST", "/payments/1/refund", "", DESK)).hasOkResponse()).isTrue();
  }

  @Test
  void theSubjectOfTheTokenThatEnvoyValidatedIsRead() {
    assertThat(CheckRequests.read(withToken("emma")).presented().credential()).isEqualTo("emma");
    assertThat(CheckRequests.read(withToken("emma", "finn")).presented().credential()).isEmpty();
    assertThat(CheckRequests.read(request("GET", "/", "", "")).presented().credential()).isEmpty();
  }

  private static CheckRequest withToken(String... subjects) {
    Struct.Builder payloads = Struct.newBuilder();
    for (String subject : subjects) {
      payloads.putFields(
          "payload of " + subject,
          Value.newBuilder()
              .setStructValue(
                  Struct.newBuilder()
                      .putFields("sub", Value.newBuilder().setStringValue(subject).build()))
              .build());
    }
    return withPayloads(payloads);
  }

  /// What Envoy validated says that another acts, of whom it hands on no subject.
  @Test
  void theSubjectOfATokenByWhichAnotherActsIsNobody() {
    Value text = Value.newBuilder().setStringValue("emma").build();
    Struct payload =
        Struct.newBuilder()
            .putFields("sub", text)
            .putFields("act", Value.newBuilder().setStructValue(Struct.newBuilder()).build())
            .build();
    CheckRequest request =
        withPayloads(
            Struct.newBuilder()
                .putFields("payload", Value.newBuilder().setStructValue(payload).build()));
    assertThat(CheckRequests.read(request).presented().credential()).isEmpty();
  }

  private static CheckRequest withPayloads(Struct.Builder payloads) {
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setMetadataContext(
                    Metadata.newBuilder()
                        .putFilterMetadata("envoy.filters.http.jwt_authn", payloads.build())))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization", "x-remit-authorization", "x-other"})
  void onlyEnvoysOwnCredentialLetsItAsk(String header) {
    String value =
        header.equals("x-remit-authorization") ? "Bearer remit_x" : "Bearer " + remit.token();
    CheckResponse response = stub(header, value).check(request("GET", "/orders/7", "shop-web", ""));
    assertThat(response.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
    assertThat(response.getDeniedResponse().getStatus().getCode()).isEqualTo(StatusCode.Forbidden);
  }

  @Test
  void aMessageIsBoundedAlsoOnceItIsDecompressed() {
    CheckRequest large = request("GET", "/orders/" + "a".repeat(2 << 20), "shop-web", "");
    AuthorizationBlockingStub stub = stub("x-remit-authorization", "Bearer " + remit.token());
    assertThatThrownBy(() -> stub.check(large)).isInstanceOf(StatusRuntimeException.class);
    assertThatThrownBy(() -> stub.withCompression("gzip").check(large))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    CheckRequest small = request("GET", "/orders/7", "shop-web", "");
    assertThat(stub.withCompression("gzip").check(small).hasOkResponse()).isTrue();
  }

  /// Whatever bytes come, nothing is let through, and others are still answered.
  @Test
  void damagedMessagesPermitNothing() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(31));
    byte[] message = request("DELETE", "/orders/7", "shop-web", "").toByteArray();
    WebClient client = WebClient.of("h2c://127.0.0.1:" + remit.port());
    int answered = 0;
    for (int i = 0; i < DAMAGED; i++) {
      byte[] frame = frame(message);
      for (int j = random.nextInt(4); j >= 0; j--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
      }
      AggregatedHttpResponse answer = send(client, frame, random.nextInt(10) == 0);
      if (answer != null) {
        answered++;
        requireDenied(answer.content().array());
      }
    }
    assertThat(answered).isGreaterThan(DAMAGED / 10);
    assertThat(check(request("GET", "/orders/7", "shop-web", "")).hasOkResponse()).isTrue();
  }

  private static byte[] frame(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /// Null where the stream was reset, which is an answer too.
  private static @Nullable AggregatedHttpResponse send(
      WebClient client, byte[] frame, boolean cut) {
    HttpData body = cut ? HttpData.copyOf(frame, 0, frame.length / 2) : HttpData.copyOf(frame);
    try {
      return client
          .execute(
              RequestHeaders.builder(HttpMethod.POST, METHOD)
                  .add("content-type", "application/grpc+proto")
                  .add("te", "trailers")
                  .add("x-remit-authorization", "Bearer " + remit.token())
                  .build(),
              body)
          .aggregate()
          .join();
    } catch (CompletionException _) {
      return null;
    }
  }

  private static void requireDenied(byte[] body) throws InvalidProtocolBufferException {
    if (body.length >= 5) {
      CheckResponse response = CheckResponse.parseFrom(ByteBuffer.wrap(body, 5, body.length - 5));
      assertThat(response.getStatus().getCode()).isNotEqualTo(Code.OK_VALUE);
      assertThat(response.hasOkResponse()).isFalse();
    }
  }
}
