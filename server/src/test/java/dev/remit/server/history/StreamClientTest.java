package dev.remit.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import org.junit.jupiter.api.Test;

final class StreamClientTest {
  private final HttpResponseWriter writer = HttpResponse.streaming();

  private static StreamEvent event(long sequence) {
    return new StreamEvent(sequence, "id: " + sequence + "\n\n");
  }

  private StreamClient client(int charsMax, long after) {
    writer.write(ResponseHeaders.of(200));
    return new StreamClient("default", writer, charsMax, after);
  }

  private String read() {
    return writer.aggregate().join().contentUtf8();
  }

  @Test
  void oneWhoDoesNotReadIsCutOffAndToldWhereToGoOn() {
    StreamClient client = client(30, 0);
    client.goLive(0);
    for (int i = 1; i <= 20; i++) {
      client.offer(event(i));
    }
    assertThat(client.isEnded()).isTrue();
    // The first was on its way, the others were held, and are dropped.
    assertThat(read())
        .isEqualTo("id: 1\n\nevent: cut\ndata: {\"reason\":\"too-slow\",\"after\":1}\n\n");
  }

  @Test
  void whatIsHeldAtTheLimitIsNotYetTooMuch() {
    StreamClient client = client(14, 0);
    client.goLive(0);
    client.offer(event(1)); // on its way
    client.offer(event(2));
    client.offer(event(3));
    assertThat(client.isEnded()).isFalse();
    client.offer(event(4));
    client.offer(event(5));
    assertThat(client.isEnded()).isTrue();
  }

  @Test
  void recordsThatWereWrittenFromTheLogAreNotWrittenAgain() {
    StreamClient client = client(1000, 3);
    client.offer(event(4));
    client.offer(event(5));
    client.offer(event(6));
    assertThat(client.writePast("id: 4\n\nid: 5\n\n", 5)).isTrue();
    client.goLive(5);
    client.end("stopping");
    assertThat(read())
        .isEqualTo(
            "id: 4\n\nid: 5\n\nid: 6\n\nevent: cut\ndata: {\"reason\":\"stopping\",\"after\":6}\n\n");
  }
}
