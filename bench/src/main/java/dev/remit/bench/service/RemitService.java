package dev.remit.bench.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Remit by its launcher, as anybody starts it, every decision recorded. Whoever asks is an
/// enforcer, as a gateway would be: it has no right to be told what was nearest to a permit.
final class RemitService implements Contender {
  private static final Pattern KEY = Pattern.compile("\"key\":\\s*\"([^\"]+)\"");

  private final ServiceRules world;
  private final String launcher;
  private final String keeping;
  private final boolean isGrpc;
  private String administrator = "";
  private String token = "";

  /// `keeping` is `buffered` or `durable`; over gRPC it is asked as Envoy asks.
  RemitService(ServiceRules world, String launcher, String keeping, boolean isGrpc) {
    this.world = world;
    this.launcher = launcher;
    this.keeping = keeping;
    this.isGrpc = isGrpc;
  }

  boolean isGrpc() {
    return isGrpc;
  }

  /// The administrator's token, once the service is prepared.
  String administrator() {
    return administrator;
  }

  @Override
  public String name() {
    return (isGrpc ? "remit-grpc-" : "remit-") + keeping;
  }

  @Override
  public Form form() {
    return isGrpc ? GrpcForms.ENVOY : Form.AUTHZEN;
  }

  @Override
  public Wire wire() {
    return isGrpc ? new GrpcWire() : new Http1Wire();
  }

  /// The first start tells the administrator's token and makes the data folder.
  @Override
  public void prepare(Path folder) throws IOException, InterruptedException {
    if (isGrpc) {
      AsCedar.writeGatewayBundle(world, folder.resolve("bundle"));
    } else {
      AsCedar.writeBundle(world, folder.resolve("bundle"));
    }
    Files.writeString(folder.resolve("remit.yaml"), "log:\n  keeping: " + keeping + "\n");
    int port = Service.freePort();
    try (Service first = start(folder, port)) {
      String line = first.awaitLine("administrator token");
      String _ = first.awaitLine("serving ");
      administrator = line.substring(line.lastIndexOf(' ') + 1);
      token = register(port, administrator);
    }
  }

  /// The key of an enforcer, whom the administrator registers.
  private static String register(int port, String administrator)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(Contender.address(port, "/v1/callers"))
            .header("Authorization", "Bearer " + administrator)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"id\": \"load\", \"roles\": [\"enforcer\"], "
                        + "\"credential\": {\"kind\": \"api-key\"}}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher key = KEY.matcher(answer);
      if (!key.find()) {
        throw new IOException("no caller could be registered: " + answer);
      }
      return key.group(1);
    }
  }

  @Override
  public Service start(Path folder, int port) throws IOException {
    return Service.start(
        List.of(
            launcher,
            "serve",
            "--config",
            folder.resolve("remit.yaml").toString(),
            "--bundle",
            folder.resolve("bundle").toString(),
            "--data",
            folder.resolve("data").toString(),
            "--port",
            Integer.toString(port)),
        folder.resolve("output"));
  }

  @Override
  public Question single(ServiceRules.Call call, int port) {
    return isGrpc
        ? Question.grpc(
            Contender.address(port, "/envoy.service.auth.v3.Authorization/Check"),
            token,
            AsCedar.check(call),
            world,
            List.of(call))
        : Question.post(
            Contender.address(port, "/access/v1/evaluation"),
            token,
            AsCedar.question(call),
            world,
            List.of(call));
  }

  /// Envoy asks about one request at a time.
  @Override
  public @Nullable Question batch(List<ServiceRules.Call> calls, int port) {
    return isGrpc
        ? null
        : Question.post(
            Contender.address(port, "/access/v1/evaluations"),
            token,
            AsCedar.questions(calls),
            world,
            calls);
  }
}
