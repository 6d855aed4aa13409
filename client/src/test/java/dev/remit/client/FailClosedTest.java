package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever goes wrong is a denial with the reason `unavailable`, however the question is asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailClosedTest {
  private static final Question QUESTION =
      Question.of(new Entity("ServiceAccount", "ci"), "deploy", new Entity("Service", "s"));
  private static final Duration SHORT = Duration.ofMillis(150);

  private FakeService service;

  @BeforeAll
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static void assertUnavailable(RemitClient client) {
    List<Answer> answers =
        List.of(
            client.ask(QUESTION),
            client.askAsync(QUESTION).join(),
            client.askAll(List.of(QUESTION)).getFirst(),
            client.askAllAsync(List.of(QUESTION)).join().getFirst());
    assertThat(answers)
        .hasSize(4)
        .allSatisfy(answer -> {
          assertThat(answer.isPermitted()).isFalse();
          assertThat(answer.isUnavailable()).isTrue();
          assertThat(answer.toString()).doesNotContain("t0k3n");
        });
  }

  @Test
  void aSoundAnswerIsTaken() {
    service.says(asked ->
        FakeService.Reply.ok(
            asked.path().endsWith("evaluations")
                ? "{\"evaluations\":[{\"decision\":true}]}"
                : "{\"decision\":true,\"context\":{\"id\":\"d1\",\"reasons\":"
                    + "[{\"code\":\"permitted\",\"policy\":\"p\",\"text\":\"\"}],\"more\":null}}"));
    RemitClient client = service.client().build();
    Answer answer = client.ask(QUESTION);
    assertThat(answer)
        .isEqualTo(
            new Answer.Permitted("d1", List.of(new Reason("permitted", "p", "")), List.of()));
    assertThat(client.askAsync(QUESTION).join().isPermitted()).isTrue();
    assertThat(client.askAll(List.of(QUESTION)).getFirst().isPermitted()).isTrue();
    assertThat(client.askAllAsync(List.of(QUESTION)).join().getFirst().isPermitted()).isTrue();
    assertThat(service.asked().getLast().authorization()).isEqualTo("Bearer t0k3n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "true",
        "[true]",
        "{}",
        "{\"Decision\":true}",
        "{\"decision\":null}",
        "{\"decision\":1}",
        "{\"decision\":\"true\"}",
        "{\"decision\":[true]}",
        "{\"decision\":true",
        "{\"decision\":true}x",
        "{\"decision\":true}{\"decision\":false}",
        "{\"decision\":true,}",
        "{'decision':true}",
        "{\"decision\":TRUE}",
        "{\"decision\":false,\"decision\":true}",
        "{\"decision\":true,\"context\":null}",
        "{\"decision\":true,\"context\":[]}",
        "{\"decision\":true,\"context\":{\"id\":7}}",
        "{\"decision\":true,\"context\":{\"reasons\":{}}}",
        "{\"decision\":true,\"context\":{\"reasons\":[{}]}}",
        "{\"decision\":true,\"context\":{\"obligations\":null}}",
        "{\"decision\":true,\"context\":{\"obligations\":{}}}",
        "{\"decision\":true,\"context\":{\"obligations\":[null]}}",
        "{\"decision\":true,\"context\":{\"obligations\":[\"mask\"]}}",
        "{\"decision\":true,\"context\":{\"obligations\":[{\"type\":\"mask\"}]}}",
        "{\"decision\":true,\"context\":{\"obligations\":[{\"id\":\"m\",\"properties\":null}]}}",
        "{\"decision\":true,\"context\":{\"obligations\":[{\"id\":\"m\",\"properties\":{\"a\":null}}]}}",
        "{\"decision\":true,\"context\":{\"x\":\"\\ud800\"}}",
        "{\"decision\":true,\"context\":{\"x\":01}}",
        "{\"decision\":true,\"context\":{\"x\":1e99999999999}}",
        "<html>true</html>"
      })
  void whatIsNoAnswerDenies(String body) {
    service.says(asked ->
        FakeService.Reply.ok(
            asked.path().endsWith("evaluations") ? "{\"evaluations\":[" + body + "]}" : body));
    assertUnavailable(service.client().build());
  }

  @Test
  void bytesThatAreNoUtf8Deny() {
    service.says(
        new FakeService.Reply(
            200, "{\"decision\":true,\"context\":{\"x\":\"ä\"}}", StandardCharsets.ISO_8859_1, ""));
    assertUnavailable(service.client().build());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 204, 206, 302, 307, 400, 401, 403, 404, 413, 429, 500, 502, 503})
  void anyOtherStatusDeniesWhateverTheBodySays(int status) {
    service.says(asked ->
        FakeService.Reply.of(
            status,
            asked.path().endsWith("evaluations")
                ? "{\"evaluations\":[{\"decision\":true}]}"
                : FakeService.PERMIT));
    assertUnavailable(service.client().build());
  }

  @Test
  void anAnswerIsReadUpToItsLimit() {
    String padding = " ".repeat(RemitClient.ANSWER_BYTES_MAX - FakeService.PERMIT.length());
    service.says(FakeService.Reply.ok(FakeService.PERMIT + padding));
    assertThat(service.client().build().ask(QUESTION).isPermitted()).isTrue();
    service.says(FakeService.Reply.ok(FakeService.PERMIT + padding + " "));
    assertThat(service.client().build().ask(QUESTION).isUnavailable()).isTrue();
  }

  @Test
  void nestingIsReadUpToItsLimit() {
    int inner = JsonValue.DEPTH_MAX - 2; // Within the answer and its context.
    String deep = "{\"decision\":true,\"context\":{\"x\":%s%s}}";
    service.says(FakeService.Reply.ok(deep.formatted("[".repeat(inner), "]".repeat(inner))));
    assertThat(service.client().build().ask(QUESTION).isPermitted()).isTrue();
    service.says(
        FakeService.Reply.ok(deep.formatted("[".repeat(inner + 1), "]".repeat(inner + 1))));
    assertThat(service.client().build().ask(QUESTION).isUnavailable()).isTrue();
  }

  @Test
  void nobodyListening() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertUnavailable(
        RemitClient.builder(URI.create("http://127.0.0.1:" + port), () -> "t0k3n").build());
  }

  /// What is sent in answer to each connection, which is then left open or closed.
  private static void assertUnavailable(String sent, boolean close) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> accept(socket, sent, close));
      assertUnavailable(
          RemitClient.builder(
                  URI.create("http://127.0.0.1:" + socket.getLocalPort()), () -> "t0k3n")
              .timeout(SHORT)
              .build());
    }
  }

  @SuppressWarnings("resource") // Left open is what the test is about; the socket's end ends them.
  private static void accept(ServerSocket socket, String sent, boolean close) {
    try {
      while (true) {
        Socket connection = socket.accept();
        OutputStream out = connection.getOutputStream();
        out.write(sent.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (close) {
          connection.shutdownOutput();
        }
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  @Test
  void noAnswerInTime() throws Exception {
    assertUnavailable("", false);
  }

  @Test
  void anAnswerThatNeverEnds() throws Exception {
    assertUnavailable("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"decision\":true}", false);
  }

  @Test
  void anAnswerThatIsCutOff() throws Exception {
    assertUnavailable("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"decision\":true}", true);
  }

  @Test
  void whatIsNoHttp() throws Exception {
    assertUnavailable("{\"decision\":true}\r\n\r\n", true);
  }

  @Test
  void anInterruptedThreadIsDeniedAndStaysInterrupted() {
    service.says(FakeService.Reply.ok(FakeService.PERMIT));
    Thread.currentThread().interrupt();
    Answer answer = service.client().build().ask(QUESTION);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.isUnavailable()).isTrue();
  }

  @Test
  void withoutASoundTokenNothingIsSent() {
    service.says(FakeService.Reply.ok(FakeService.PERMIT));
    int before = service.asked().size();
    List<Supplier<String>> suppliers =
        List.of(
            () -> "",
            () -> "t0k3n\r\nX-Other: y",
            () -> "t0k3n t0k3n",
            () -> {
              throw new IllegalStateException("t0k3n");
            });
    for (Supplier<String> supplier : suppliers) {
      assertUnavailable(RemitClient.builder(service.address(), supplier).build());
    }
    assertThat(service.asked()).hasSize(before);
  }

  @Test
  void onlyAFailureToConnectIsTriedAgain() {
    service.says(FakeService.Reply.ok(FakeService.PERMIT));
    FakeHttp third =
        new FakeHttp(
            attempt -> attempt < Exchange.ATTEMPTS_MAX ? new ConnectException("refused") : null);
    assertThat(service.client().http(third).build().ask(QUESTION).isPermitted()).isTrue();
    FakeHttp never = new FakeHttp(_ -> new ConnectException("refused"));
    assertThat(service.client().http(never).build().ask(QUESTION).isUnavailable()).isTrue();
    assertThat(never.attempts()).isEqualTo(Exchange.ATTEMPTS_MAX);
    FakeHttp sent = new FakeHttp(_ -> new IOException("connection reset"));
    assertThat(service.client().http(sent).build().ask(QUESTION).isUnavailable()).isTrue();
    assertThat(sent.attempts()).isEqualTo(1);
  }

  @Test
  void evenAnErrorOfTheHttpClientDenies() {
    FakeHttp broken =
        new FakeHttp(_ -> {
          throw new IllegalStateException("broken");
        });
    assertUnavailable(service.client().http(broken).build());
  }

  @Test
  void aClientThatWouldTakeTheTokenElsewhereIsRefused() {
    try (HttpClient follows =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      assertThatThrownBy(() -> service.client().http(follows))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://h", "http:///x", "//h", "http://u:p@h", "http://h?q", "http://h#f", "h"})
  void whatIsNoRootOfAServiceIsRefused(String address) {
    assertThatThrownBy(() -> RemitClient.builder(URI.create(address), () -> "t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("service: ");
  }
}
