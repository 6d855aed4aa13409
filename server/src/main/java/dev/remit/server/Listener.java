package dev.remit.server;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.logging.AccessLogWriter;
import dev.remit.server.http.Endpoints;
import dev.remit.server.http.ProblemHandler;
import dev.remit.server.setting.Settings;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The port of the service: HTTP/1.1 and HTTP/2 with the limits of the settings.
final class Listener implements AutoCloseable {
  private static final String ACCEPTOR = "remit-accept";

  /// How long the body of a request that was answered already may still come.
  private static final Duration REFUSED_MAX = Duration.ofSeconds(2);

  /// The shortest that there is: with none at all, the framework would not wait for answers.
  private static final Duration QUIET = Duration.ofNanos(1);

  /// Time between telling a client of HTTP/2 that the connection will end and ending it, for what
  /// it has sent by then. The framework waits a second, also where nothing is in progress.
  private static final Duration DRAINED = Duration.ofMillis(100);

  private final Server server;
  private final Optional<Acceptor> acceptor;
  private final AtomicBoolean isStopping;

  private Listener(Server server, Optional<Acceptor> acceptor, AtomicBoolean isStopping) {
    this.server = server;
    this.acceptor = acceptor;
    this.isStopping = isStopping;
  }

  /// Throws if the address cannot be listened at.
  static Listener open(
      Settings settings, Endpoints endpoints, AccessLogWriter accessLog, Consumer<String> faults)
      throws ServerFault {
    ServerBuilder builder = Server.builder();
    InetSocketAddress address =
        new InetSocketAddress(settings.listen().address(), settings.listen().port());
    builder.port(address, protocols(settings.listen().tls()));
    secure(builder, settings.listen().tls());
    limit(builder, settings.limits());
    builder.disableServerHeader().errorHandler(new ProblemHandler(faults));
    endpoints.addTo(builder);
    builder.accessLogWriter(accessLog, false);
    AtomicBoolean isStopping = new AtomicBoolean();
    builder.decorator((delegate, context, request) -> {
      if (isStopping.get()) {
        CompletableFuture<?> _ = context.initiateConnectionShutdown();
      }
      return delegate.serve(context, request);
    });
    Optional<Acceptor> acceptor = Acceptor.of(ACCEPTOR);
    builder.bossGroupFactory(_ -> Acceptor.orDefault(acceptor, ACCEPTOR));
    Server server = builder.build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new ServerFault(
          "listen: " + address + " cannot be used (" + e.getCause() + "); free it or set another",
          e);
    }
    return new Listener(server, acceptor, isStopping);
  }

  private static List<SessionProtocol> protocols(Settings.Tls tls) {
    return List.of(tls.certificate().isGiven() ? SessionProtocol.HTTPS : SessionProtocol.HTTP);
  }

  private static void secure(ServerBuilder builder, Settings.Tls tls) throws ServerFault {
    if (tls.certificate().isGiven()) {
      builder.tls(keyPair(tls.key().require(), tls.certificate().require()));
    }
    if (tls.clientAuthorities().isGiven()) {
      X509Certificate[] authorities = certificates(tls.clientAuthorities().require());
      builder.tlsCustomizer(
          context -> context.clientAuth(ClientAuth.OPTIONAL).trustManager(authorities));
    }
  }

  private static TlsKeyPair keyPair(Path key, Path certificate) throws ServerFault {
    try {
      return TlsKeyPair.of(key.toFile(), certificate.toFile());
    } catch (IllegalArgumentException e) {
      throw new ServerFault(
          "listen.tls: "
              + certificate
              + " and "
              + key
              + " are no PEM files of a certificate and its key; check both",
          e);
    }
  }

  private static X509Certificate[] certificates(Path file) throws ServerFault {
    try (InputStream pem = Files.newInputStream(file)) {
      X509Certificate[] certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (certificates.length > 0) {
        return certificates;
      }
      throw new CertificateException("no certificate in it");
    } catch (IOException | CertificateException e) {
      throw new ServerFault(
          "listen.tls.client-authorities: " + file + " cannot be read (" + e + "); check it", e);
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
        // Who is refused before its body was read would see a reset and miss the answer.
        .requestAutoAbortDelay(REFUSED_MAX)
        .connectionDrainDuration(DRAINED)
        .gracefulShutdownTimeout(QUIET, max(QUIET, limits.stop()));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /// How many connections are open.
  int connections() {
    return server.numConnections();
  }

  int port() {
    return server.activeLocalPort();
  }

  /// Takes no more connections, and returns once requests in progress are answered. What still
  /// comes over a connection that is there is answered too, and the connection closed after it.
  @Override
  public void close() {
    isStopping.set(true);
    acceptor.ifPresent(Acceptor::stopAccepting);
    server.stop().join();
  }
}
