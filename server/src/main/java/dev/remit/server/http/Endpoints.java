package dev.remit.server.http;

import com.linecorp.armeria.server.HttpServiceWithRoutes;
import com.linecorp.armeria.server.ServerBuilder;
import dev.remit.server.access.Gate;
import dev.remit.server.setting.Settings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The endpoints of the service, each behind the gate.
public final class Endpoints {
  private final List<Endpoint> all;
  private final List<HttpServiceWithRoutes> services;
  private final Gate gate;
  private final Settings.Limits limits;
  private final Executor blocking;
  private final Consumer<String> audit;

  /// `services` speak a protocol of their own on the same port, and ask the gate themselves;
  /// `audit` is told of each change that a caller makes or tries.
  public Endpoints(
      List<Endpoint> all,
      List<HttpServiceWithRoutes> services,
      Gate gate,
      Settings.Limits limits,
      Executor blocking,
      Consumer<String> audit) {
    this.all = List.copyOf(all);
    this.services = List.copyOf(services);
    this.gate = Objects.requireNonNull(gate, "gate");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.blocking = Objects.requireNonNull(blocking, "blocking");
    this.audit = Objects.requireNonNull(audit, "audit");
  }

  public void addTo(ServerBuilder server) {
    InProgress inProgress = new InProgress(limits.requests());
    for (Endpoint endpoint : all) {
      long bodyBytesMax = bodyBytesMax(endpoint.kind());
      server
          .route()
          .path(endpoint.path())
          .methods(endpoint.method())
          // Each call has its own bound; one that the framework judges by an announced length
          // resets
          // the stream, and the caller may miss the answer.
          .maxRequestLength(limits.upload().bytes())
          .build(new EndpointService(endpoint, gate, inProgress, bodyBytesMax, blocking, audit));
    }
    for (HttpServiceWithRoutes service : services) {
      server.service(service, each -> each.decorate(new RequestLimit(inProgress)));
    }
  }

  private long bodyBytesMax(Endpoint.Kind kind) {
    return switch (kind) {
      case PROMPT, BLOCKING -> limits.body().bytes();
      case UPLOAD -> limits.upload().bytes();
    };
  }
}
