package dev.remit.server.source;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A source on a free port that answers what it was told last, and remembers what it was asked.
final class LoopbackSource implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Headers> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Answer answer = new Answer(200, "[]", Map.of(), false);

  private record Answer(int status, String body, Map<String, String> headers, boolean stalls) {}

  LoopbackSource() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer now = answer;
    asked.add(exchange.getRequestHeaders());
    String tag = now.headers().getOrDefault("ETag", "-");
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    now.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      if (same) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.sendResponseHeaders(now.status(), body.length + (now.stalls() ? 1 : 0));
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      if (now.stalls()) {
        closing.await();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  void answers(String body) {
    answers(200, body, Map.of());
  }

  void answers(int status, String body, Map<String, String> headers) {
    answer = new Answer(status, body, headers, false);
  }

  /// All but the last byte of an answer, and nothing more.
  void stalls(String body) {
    answer = new Answer(200, body, Map.of(), true);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/workloads";
  }

  /// The headers of the next request; waits for it.
  Headers next() throws InterruptedException {
    return Optional.ofNullable(asked.poll(30, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("the source was not asked"));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
