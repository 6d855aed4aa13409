package dev.remit.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A decision point on loopback that says what it is told to, and remembers what it was asked.
final class FakeService implements AutoCloseable {
  static final String PERMIT = "{\"decision\":true}";
  static final String DENY = "{\"decision\":false}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Reply> script = _ -> Reply.ok(DENY);

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  record Asked(String path, String authorization, String body) {}

  /// An empty basis is none.
  record Reply(int status, String body, Charset charset, String basis) {
    static Reply ok(String body) {
      return of(200, body);
    }

    static Reply of(int status, String body) {
      return new Reply(status, body, StandardCharsets.UTF_8, "");
    }

    Reply on(String newBasis) {
      return new Reply(status, body, charset, newBasis);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked question =
          new Asked(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(question);
      Reply reply = script.apply(question);
      if (!reply.basis().isEmpty()) {
        exchange.getResponseHeaders().set(RemitClient.BASIS, reply.basis());
      }
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      byte[] body = reply.body().getBytes(reply.charset());
      boolean empty = body.length == 0 || reply.status() == 204;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
      if (!empty) {
        exchange.getResponseBody().write(body);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  void says(Reply reply) {
    script = _ -> reply;
  }

  void says(Function<Asked, Reply> replies) {
    script = replies;
  }

  List<Asked> asked() {
    return asked;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  RemitClient.Builder client() {
    return RemitClient.builder(address(), () -> "t0k3n");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
