package dev.remit.cli;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.server.Surroundings;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A service over a folder with `bundle` and `data`, and a client of it.
final class KeptService implements AutoCloseable {
  private final RemitServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> told;

  private KeptService(RemitServer server, List<String> told) {
    this.server = server;
    this.told = told;
  }

  static KeptService start(Path folder, Clock clock) throws ServerFault, SyntaxException {
    List<String> told = new CopyOnWriteArrayList<>();
    String text =
        "{bundle: '%s', data: '%s', watch: 0s, listen: {port: 0}}"
            .formatted(folder.resolve("bundle"), folder.resolve("data"));
    Settings settings = SettingsReader.read(new Source("test", text));
    return new KeptService(
        RemitServer.start(settings, new Surroundings(clock, System::nanoTime, told::add)), told);
  }

  /// What the operator was told.
  List<String> told() {
    return List.copyOf(told);
  }

  HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
    return client.send(request(token, path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String token, String path, String json)
      throws IOException, InterruptedException {
    return post(token, path, BodyPublishers.ofString(json));
  }

  HttpResponse<String> post(String token, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        request(token, path).header("Content-Type", "application/json").POST(body).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() throws ServerFault {
    server.close();
    client.close();
  }
}
