package dev.remit.server.health;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.logging.AccessLogWriter;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.http.Call;
import dev.remit.server.http.TraceParent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A line of JSON for each request: who asked for what, how it was answered and how long it took.
/// Neither the query, nor bodies, nor headers with credentials are in it.
///
/// Lines are written by a thread of its own; where it does not keep up, lines are left out, and the
/// next one says how many.
public final class AccessLog implements AccessLogWriter, AutoCloseable {
  /// Lines that wait to be written.
  static final int LINES_MAX = 10_000;

  private static final int TEXT_MAX = 1024;
  private static final String END = "";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Writer out;
  private final Consumer<String> operator;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_MAX);
  private final AtomicLong left = new AtomicLong();
  private final Thread thread = Thread.ofVirtual().name("remit-access-log").unstarted(this::work);

  private AccessLog(Writer out, Consumer<String> operator) {
    this.out = out;
    this.operator = operator;
  }

  /// A log that goes where the setting says; the operator is told if it cannot be written.
  public static AccessLog open(String setting, Consumer<String> operator) throws IOException {
    OutputStream out =
        switch (setting) {
          case "none" -> OutputStream.nullOutputStream();
          case "stderr" -> new FileOutputStream(FileDescriptor.err);
          default -> append(Path.of(setting));
        };
    AccessLog log =
        new AccessLog(
            new OutputStreamWriter(out, StandardCharsets.UTF_8),
            Objects.requireNonNull(operator, "operator"));
    log.thread.start();
    return log;
  }

  /// A new file is its owner's alone.
  private static OutputStream append(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  @Override
  public void log(RequestLog log) {
    if (!lines.offer(line(log, left.getAndSet(0)))) {
      left.incrementAndGet();
    }
  }

  private static String line(RequestLog log, long leftOut) {
    RequestHeaders request = log.requestHeaders();
    List<Member> members = new ArrayList<>();
    add(members, "time", Instant.ofEpochMilli(log.requestStartTimeMillis()).toString());
    add(members, "method", request.method().name());
    add(members, "path", log.context().path());
    members.add(Member.of("status", Json.integer(log.responseHeaders().status().code())));
    add(members, "caller", log.context().attr(Call.CALLER_ID));
    add(members, "remote", remote(log.context()));
    add(members, "requestId", request.get("x-request-id"));
    TraceParent.find(request).ifPresent(trace -> add(members, "traceId", trace.traceId()));
    add(members, "userAgent", request.get(HttpHeaderNames.USER_AGENT));
    members.add(Member.of("requestBytes", Json.integer(log.requestLength())));
    members.add(Member.of("responseBytes", Json.integer(log.responseLength())));
    members.add(
        Member.of(
            "durationMs",
            new Json.JsonNumber(
                "%.3f".formatted(log.totalDurationNanos() / NANOS_PER_MILLI), Span.NONE)));
    if (leftOut > 0) {
      members.add(Member.of("leftOutBefore", Json.integer(leftOut)));
    }
    return JsonWriter.compact(Json.object(members)) + "\n";
  }

  private static @Nullable String remote(RequestContext context) {
    return context instanceof ServiceRequestContext service
        ? service.clientAddress().getHostAddress()
        : null;
  }

  private static void add(List<Member> members, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      String shown = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
      members.add(Member.of(name, Json.string(shown)));
    }
  }

  private void work() {
    try {
      for (String line = lines.take(); !line.equals(END); line = lines.take()) {
        out.write(line);
        if (lines.isEmpty()) {
          out.flush();
        }
      }
      out.close();
    } catch (IOException e) {
      operator.accept(
          "access log: it cannot be written any more ("
              + e.getMessage()
              + "); mend it, then start"
              + " again");
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the access log", e);
    }
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    return CompletableFuture.completedFuture(null);
  }

  /// Returns once what was logged is written.
  @Override
  public void close() {
    try {
      while (thread.isAlive() && !lines.offer(END, 1, TimeUnit.SECONDS)) {
        // It writes what waits first.
      }
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
