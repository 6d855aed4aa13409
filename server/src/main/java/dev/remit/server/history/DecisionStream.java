package dev.remit.server.history;

import com.linecorp.armeria.common.ContextAwareEventLoop;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.remit.server.access.Right;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// `GET /v1/decisions/stream`: decisions as they are kept, to any number of clients that cost one
/// reader together, each his tenant's. The log gives each group once; one thread writes its records
/// as text and hands them to all who may see them. A client that asks for past records is brought
/// up to date from the log first.
public final class DecisionStream implements AutoCloseable {
  private static final List<Row> END = List.of();
  private static final int CATCHING_UP_MAX = 4;
  private static final int NEAR_RECORDS = 1000;

  private final SegmentedLog log;
  private final LogReader past;
  private final Executor blocking;
  private final StreamLimits limits;
  private final List<StreamClient> clients = new CopyOnWriteArrayList<>();
  private final BlockingQueue<List<Row>> groups = new ArrayBlockingQueue<>(StreamLimits.GROUPS_MAX);
  private final Semaphore places;
  private final Semaphore catchingUp = new Semaphore(CATCHING_UP_MAX);
  private final Thread thread = Thread.ofVirtual().name("remit-stream").unstarted(this::work);
  private volatile boolean overrun;
  private volatile boolean closing;

  private DecisionStream(SegmentedLog log, Disk disk, Executor blocking, StreamLimits limits) {
    this.log = Objects.requireNonNull(log, "log");
    this.past = new LogReader(disk);
    this.blocking = Objects.requireNonNull(blocking, "blocking");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.places = new Semaphore(limits.clientsMax());
  }

  /// Follows `log`, whose files are on `disk`.
  public static DecisionStream start(SegmentedLog log, Disk disk, Executor blocking) {
    return start(log, disk, blocking, StreamLimits.STANDARD);
  }

  static DecisionStream start(SegmentedLog log, Disk disk, Executor blocking, StreamLimits limits) {
    DecisionStream stream = new DecisionStream(log, disk, blocking, limits);
    stream.thread.start();
    log.follow(stream::take);
    return stream;
  }

  /// On the log's own thread.
  private void take(List<Row> group) {
    if (!group.isEmpty() && !clients.isEmpty() && !groups.offer(group)) {
      overrun = true;
    }
  }

  private void work() {
    try {
      for (List<Row> group = groups.take(); !closing; group = groups.take()) {
        if (overrun) {
          overrun = false;
          groups.clear();
          endAll("too-slow");
        } else {
          handOut(group);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the stream", e);
    }
  }

  private void handOut(List<Row> group) {
    for (Row row : group) {
      List<StreamClient> followers =
          clients.stream().filter(client -> client.follows(row)).toList();
      if (!followers.isEmpty()) {
        StreamEvent event = StreamEvent.of(row);
        followers.forEach(client -> client.offer(event));
      }
    }
  }

  private void endAll(String reason) {
    clients.forEach(client -> client.end(reason));
  }

  /// How many follow.
  public int clients() {
    return clients.size();
  }

  public Endpoint endpoint() {
    return Endpoint.prompt(
            HttpMethod.GET,
            "/v1/decisions/stream",
            Right.READ_DECISIONS,
            "Follow decisions as they are kept, as server-sent events.",
            this::answer)
        .under(
            Contract.answering(HttpStatus.OK, "text/event-stream", "")
                .with(
                    "after",
                    "integer",
                    "Begin after this record, by its `sequence`; with now otherwise. The header"
                        + " `Last-Event-ID` goes first."));
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    Optional<Long> after = after(call);
    if (closing || !places.tryAcquire()) {
      throw new Refused(
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "decisions.too-many-streams",
              "decisions: " + limits.clientsMax() + " clients follow them; ask again"));
    }
    HttpResponseWriter writer = HttpResponse.streaming();
    call.context().clearRequestTimeout();
    writer.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build());
    StreamClient client =
        new StreamClient(
            call.caller().tenant().value(),
            writer,
            limits.charsMax(),
            after.orElse(log.head().records()));
    watch(client, writer, call.context().eventLoop());
    if (after.isPresent()) {
      blocking.execute(() -> bringUpToDate(client, writer));
    } else {
      clients.add(client);
      client.goLive(client.sent());
      client.heartbeat();
    }
    return Responses.done(writer);
  }

  private static Optional<Long> after(Call call) throws Refused {
    String last = call.headers().get("last-event-id");
    if (last == null) {
      return call.query("after").isEmpty()
          ? Optional.empty()
          : Optional.of(call.whole("after", 0, 0, Long.MAX_VALUE));
    }
    if (!last.matches("[0-9]{1,18}")) {
      throw new Refused(
          Problem.parameter("Last-Event-ID", last, "is no number of a record; leave it out"));
    }
    return Optional.of(Long.parseLong(last));
  }

  /// Sees to it that a client is forgotten when he goes, and goes when his time is over.
  private void watch(StreamClient client, HttpResponseWriter writer, ContextAwareEventLoop loop) {
    long beatMillis = limits.heartbeat().toMillis();
    ScheduledFuture<?> beat =
        loop.scheduleAtFixedRate(client::heartbeat, beatMillis, beatMillis, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> end =
        loop.schedule(
            () -> client.end("ask-again"), limits.ageMax().toMillis(), TimeUnit.MILLISECONDS);
    ScheduledFuture<?> farewell =
        loop.scheduleAtFixedRate(
            () -> abortIfEnded(client, writer),
            StreamLimits.FAREWELL.toMillis(),
            StreamLimits.FAREWELL.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        writer
            .whenComplete()
            .handle((_, _) -> {
              beat.cancel(false);
              end.cancel(false);
              farewell.cancel(false);
              client.end("gone");
              clients.remove(client);
              places.release();
              return null;
            });
  }

  /// One that was cut off and does not even read that.
  private static void abortIfEnded(StreamClient client, HttpResponseWriter writer) {
    if (client.isEnded()) {
      writer.abort();
    }
  }

  /// Writes what is past, then lets the client follow. He is among the clients before the last look
  /// at the log, so that no record falls in between.
  private void bringUpToDate(StreamClient client, HttpResponseWriter writer) {
    catchingUp.acquireUninterruptibly();
    try {
      while (!closing && log.head().records() - client.sent() > NEAR_RECORDS) {
        if (!writePast(client, writer)) {
          return;
        }
      }
      clients.add(client);
      if (closing) {
        client.end("stopping");
      }
      if (writePast(client, writer)) {
        client.goLive(client.sent());
        client.heartbeat();
      }
    } finally {
      catchingUp.release();
      if (client.isEnded()) {
        clients.remove(client);
      }
    }
  }

  /// Writes the records after the client's last, as far as they are there; false if he is gone, or
  /// does not keep up, or the log cannot be read.
  private boolean writePast(StreamClient client, HttpResponseWriter writer) {
    PastWriter written = new PastWriter(client, writer, () -> closing);
    try {
      past.visit(client.sent() + 1, written::take);
      return written.flush();
    } catch (IOException | DamagedLog _) {
      client.end("log-unreadable");
      return false;
    }
  }

  /// Past records for one client, some at a time, each time as soon as he has read the ones before.
  private static final class PastWriter {
    private final StreamClient client;
    private final HttpResponseWriter writer;
    private final BooleanSupplier isClosing;
    private final StringBuilder text = new StringBuilder();
    private long last;

    private PastWriter(StreamClient client, HttpResponseWriter writer, BooleanSupplier isClosing) {
      this.client = client;
      this.writer = writer;
      this.isClosing = isClosing;
      this.last = client.sent();
    }

    private boolean take(Row row) {
      if (!client.follows(row)) {
        last = row.whole(Column.SEQUENCE);
        return !isClosing.getAsBoolean() && !client.isEnded();
      }
      StreamEvent event = StreamEvent.of(row);
      text.append(event.text());
      last = event.sequence();
      return text.length() < StreamLimits.WRITE_CHARS || (flush() && !isClosing.getAsBoolean());
    }

    private boolean flush() {
      if (text.isEmpty()) {
        client.passBy(last);
        return !client.isEnded();
      }
      if (!client.writePast(text.toString(), last)) {
        return false;
      }
      text.setLength(0);
      try {
        writer.whenConsumed().get(StreamLimits.FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException _) {
        client.end("too-slow");
      } catch (ExecutionException _) {
        client.end("gone");
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        client.end("stopping");
      }
      return false;
    }
  }

  /// Ends every stream; clients are told where to go on.
  @Override
  public void close() {
    closing = true;
    log.follow(_ -> {});
    endAll("stopping");
    groups.clear();
    var _ = groups.offer(END);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
