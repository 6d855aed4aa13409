package dev.remit.bench.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service that is given the workload.
interface Contender {
  String name();

  Form form();

  /// One for each connection.
  default Wire wire() {
    return new Http1Wire();
  }

  /// Writes what it needs into a folder of its own, and whatever else comes before a start that
  /// counts.
  void prepare(Path folder) throws IOException, InterruptedException;

  Service start(Path folder, int port) throws IOException;

  /// A call as a request to a service that was started at `port`.
  Question single(ServiceRules.Call call, int port);

  /// Calls of one asker as one request; null where the API has no such thing.
  @Nullable Question batch(List<ServiceRules.Call> calls, int port);

  static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
