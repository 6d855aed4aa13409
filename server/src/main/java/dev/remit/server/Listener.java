package dev.remit.server;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.remit.server.http.Endpoints;
import dev.remit.server.http.ProblemHandler;
import dev.remit.server.setting.Settings;
import io.netty.handler.ssl.ClientAuth;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// The port of the service: HTTP/1.1 and HTTP/2 with the limits of the settings.
final class Listener implements AutoCloseable {
  private final Server server;

  private Listener(Server server) {
    this.server = server;
  }

  /// Throws if the address cannot be listened at.
  static Listener open(Settings settings, Endpoints endpoints, Consumer<String> faults)
      throws ServerFault {
    ServerBuilder builder = Server.builder();
    InetSocketAddress address =
        new InetSocketAddress(settings.listen().address(), settings.listen().port());
    builder.port(address, protocols(settings.listen().tls()));
    secure(builder, settings.listen().tls());
    limit(builder, settings.limits());
    builder.disableServerHeader().errorHandler(new ProblemHandler(faults));
    endpoints.addTo(builder);
    Server server = builder.build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new ServerFault(
          "listen: " + address + " cannot be used (" + e.getCause() + "); free it or set another",
          e);
    }
    return new Listener(server);
  }

  private static List<SessionProtocol> protocols(Settings.Tls tls) {
    return List.of(tls.certificate().isGiven() ? SessionProtocol.HTTPS : SessionProtocol.HTTP);
  }

  private static void secure(ServerBuilder builder, Settings.Tls tls) {
    if (tls.certificate().isGiven()) {
      builder.tls(
          TlsKeyPair.of(tls.key().require().toFile(), tls.certificate().require().toFile()));
    }
    if (tls.clientAuthorities().isGiven()) {
      builder.tlsCustomizer(context ->
          context
              .clientAuth(ClientAuth.OPTIONAL)
              .trustManager(tls.clientAuthorities().require().toFile()));
    }
  }

  private static void limit(ServerBuilder builder, Settings.Limits limits) {
    builder
        .maxNumConnections(limits.connections())
        .maxRequestLength(limits.body().bytes())
        .http1MaxHeaderSize(Math.toIntExact(limits.headers().bytes()))
        .http2MaxHeaderListSize(limits.headers().bytes())
        .requestTimeout(limits.request())
        .idleTimeout(limits.idle())
        .gracefulShutdownTimeout(Duration.ZERO, limits.stop());
  }

  int port() {
    return server.activeLocalPort();
  }

  /// Takes no more connections, and returns once requests in progress have ended.
  @Override
  public void close() {
    server.stop().join();
  }
}
