package dev.remit.server.forward;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The server behind a gateway, which keeps what reached it.
final class Backend implements AutoCloseable {
  private final HttpServer server;
  private final List<Reached> reached = Collections.synchronizedList(new ArrayList<>());

  /// One request that was let through.
  record Reached(
      String line, @Nullable String client, @Nullable String decision, @Nullable String token) {}

  private Backend(HttpServer server) {
    this.server = server;
  }

  static Backend start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Backend backend = new Backend(server);
      server.createContext(
          "/",
          exchange -> {
            backend.reached.add(
                new Reached(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("X-Client"),
                    exchange.getRequestHeaders().getFirst("X-Remit-Decision-Id"),
                    exchange.getRequestHeaders().getFirst("X-Remit-Authorization")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return backend;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// What reached it since it was asked last.
  List<Reached> takeReached() {
    synchronized (reached) {
      List<Reached> taken = List.copyOf(reached);
      reached.clear();
      return taken;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
