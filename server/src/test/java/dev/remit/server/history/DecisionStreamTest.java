package dev.remit.server.history;

import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DecisionStreamTest {
  @TempDir private Path folder;
  @TempDir private Path data;

  /// The events of one client, as they come.
  private static final class Events implements AutoCloseable {
    private final HttpResponse<Stream<String>> response;
    private final Iterator<String> lines;

    Events(RunningService service, String query, String lastId) throws Exception {
      var request = service.request("/v1/decisions/stream" + query);
      if (!lastId.isEmpty()) {
        request.header("Last-Event-ID", lastId);
      }
      response = service.client().send(request.build(), BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      lines = response.body().iterator();
    }

    /// The lines of the next event; none at the end.
    List<String> next() {
      List<String> event = new ArrayList<>();
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.isEmpty() && !event.isEmpty()) {
          return event;
        }
        if (!line.isEmpty() && !line.startsWith(":")) {
          event.add(line);
        }
      }
      return event;
    }

    /// Returns once the service has said that it is there.
    Events awaitOpen() {
      assertThat(lines.next()).startsWith(":");
      return this;
    }

    @Override
    public void close() {
      response.body().close();
    }
  }

  @Test
  void decisionsComeAsTheyAreKeptAndPastOnesFirst() throws Exception {
    try (RunningService service =
        RunningService.start(new SampleBundle().write(folder), data, "")) {
      String first = text(service.decide("ada", "read"), "context", "id");
      String second = text(service.decide("eve", "read"), "context", "id");
      try (Events now = new Events(service, "", "").awaitOpen();
          Events all = new Events(service, "?after=0", "");
          Events rest = new Events(service, "?after=0", "1")) {
        assertThat(all.next())
            .satisfies(event -> {
              assertThat(event.get(0)).isEqualTo("id: 1");
              assertThat(event.get(1)).isEqualTo("event: decision");
              assertThat(event.get(2)).contains(first);
            });
        assertThat(all.next().get(2)).contains(second);
        assertThat(rest.next().get(2)).contains(second);
        String third = text(service.decide("ada", "write"), "context", "id");
        for (Events each : List.of(now, all, rest)) {
          List<String> event = each.next();
          assertThat(event.get(0)).isEqualTo("id: 3");
          assertThat(event.get(2)).contains(third);
        }
      }
    }
  }

  /// Wherever a client joins, it gets every record once and in order.
  @Test
  void noRecordFallsBetweenThePastAndWhatComes() throws Exception {
    int count = 120;
    try (RunningService service = RunningService.start(new SampleBundle().write(folder), data, "");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> asking =
          threads.submit(() -> {
            for (int asked = 0; asked < count / 2; asked++) {
              service.decide("eve", "read");
            }
            return null;
          });
      List<Future<List<Long>>> joined = new ArrayList<>();
      for (int asked = 0; asked < count / 2; asked++) {
        service.decide("ada", "read");
        if (asked % 10 == 0) {
          joined.add(threads.submit(() -> ids(service, count)));
        }
      }
      asking.get();
      for (Future<List<Long>> each : joined) {
        assertThat(each.get()).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
      }
    }
  }

  private static List<Long> ids(RunningService service, int count) throws Exception {
    List<Long> ids = new ArrayList<>();
    try (Events events = new Events(service, "?after=0", "")) {
      while (ids.size() < count && (ids.isEmpty() || ids.getLast() < count)) {
        ids.add(Long.parseLong(events.next().getFirst().substring("id: ".length())));
      }
    }
    return ids;
  }

  @Test
  void aServiceThatStopsTellsWhereToGoOn() throws Exception {
    RunningService service = RunningService.start(new SampleBundle().write(folder), data, "");
    service.decide("ada", "read");
    Events events = new Events(service, "?after=0", "");
    assertThat(events.next().getFirst()).isEqualTo("id: 1");
    Thread stopping =
        Thread.ofVirtual()
            .start(() -> {
              try {
                service.stop();
              } catch (dev.remit.server.ServerFault e) {
                throw new AssertionError(e);
              }
            });
    assertThat(events.next())
        .containsExactly("event: cut", "data: {\"reason\":\"stopping\",\"after\":1}");
    assertThat(events.next()).isEmpty();
    events.close();
    stopping.join();
  }
}
