package dev.remit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A service that is told to stop answers what it has.
@Timeout(120)
final class StoppingTest {
  private static final String QUESTION =
      """
      {"subject": {"type": "User", "id": "ada"}, "action": {"name": "read"},
       "resource": {"type": "Document", "id": "plan"}}
      """;

  @TempDir private Path folder;
  @TempDir private Path data;

  @Test
  void whatIsInProgressIsAnsweredAndRecorded() throws Exception {
    Set<String> answered = new HashSet<>();
    try (RunningService service = RunningService.start(new SampleBundle().write(folder), data, "");
        ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor();
        Socket slow = connect(service);
        Socket kept = connect(service)) {
      send(kept, head(service, "") + QUESTION);
      answered.add(id(answer(kept, "200 OK")));
      send(slow, head(service, "Expect: 100-continue\r\n"));
      assertThat(head(slow)).startsWith("HTTP/1.1 100"); // Now the service has the request.
      Future<Boolean> stop =
          stopping.submit(
              (Callable<Boolean>)
                  () -> {
                    service.stop();
                    return true;
                  });
      while (accepts(service)) {
        Thread.onSpinWait();
      }
      assertThat(stop.isDone()).isFalse();
      send(kept, head(service, "") + QUESTION);
      String last = head(kept);
      assertThat(last).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
      answered.add(id(body(kept, last)));
      send(slow, QUESTION);
      answered.add(id(answer(slow, "200 OK")));
      assertThat(stop.get()).isTrue();
    }
    assertThat(answered).hasSize(3);
    assertThat(recorded()).isEqualTo(answered);
  }

  @Test
  void nothingIsWaitedForWhereNothingIsInProgress() throws Exception {
    Path bundle = new SampleBundle().write(folder);
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      try (RunningService service = RunningService.start(bundle, data.resolve("data" + i), "")) {
        assertThat(RunningService.isPermit(service.decide("ada", "read"))).isTrue();
        long begun = System.nanoTime();
        service.stopServing();
        shortest = Math.min(shortest, System.nanoTime() - begun);
      }
    }
    // The web framework alone would take two seconds, on any machine.
    assertThat(Duration.ofNanos(shortest)).isLessThan(Duration.ofMillis(1_900));
  }

  private static Socket connect(RunningService service) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), service.port());
  }

  private static boolean accepts(RunningService service) throws IOException {
    try (Socket socket = connect(service)) {
      return socket.isConnected();
    } catch (ConnectException _) {
      return false;
    }
  }

  private static String head(RunningService service, String more) {
    return "POST /access/v1/evaluation HTTP/1.1\r\nHost: here\r\nAuthorization: "
        + service.request("/").build().headers().firstValue("Authorization").orElseThrow()
        + "\r\nContent-Type: application/json\r\n"
        + more
        + "Content-Length: "
        + QUESTION.length()
        + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String answer(Socket socket, String status) throws IOException {
    String head = head(socket);
    assertThat(head).startsWith("HTTP/1.1 " + status);
    return body(socket, head);
  }

  private static String head(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the answer ends in its head: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String body(Socket socket, String head) throws IOException {
    String length = new RawHttp(200, head, "").header("content-length");
    return new String(
        socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
  }

  private static String id(String body) {
    Json.JsonObject answer = RunningService.object(body);
    assertThat(RunningService.isPermit(answer)).isTrue();
    return RunningService.text(answer, "context", "id");
  }

  private Set<String> recorded() throws Exception {
    Set<String> ids = new HashSet<>();
    try (DataFolder read = DataFolder.read(data)) {
      new LogReader(read.log()).visit(1, row -> ids.add(row.uuid(Column.ID).toString()));
    }
    return ids;
  }
}
