package dev.remit.cli.serve;

import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.server.Surroundings;
import dev.remit.server.access.Token;
import dev.remit.server.setting.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A service on a new data folder that this process starts to ask it itself, over the network, as
/// the administrator.
public final class OwnService implements AutoCloseable {
  private final RemitServer server;
  private final HttpClient client;
  private final String token;

  private OwnService(RemitServer server, HttpClient client, String token) {
    this.server = server;
    this.client = client;
    this.token = Objects.requireNonNull(token, "token");
  }

  public static OwnService start(Path bundle, Path data) throws ServerFault {
    List<String> told = new CopyOnWriteArrayList<>();
    RemitServer server =
        RemitServer.start(
            SettingsReader.with(SettingsReader.defaults(), bundle, data, 0),
            Surroundings.system(told::add));
    String line = told.getFirst();
    return new OwnService(
        server,
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        line.substring(line.lastIndexOf(' ') + 1));
  }

  RemitServer server() {
    return server;
  }

  URI address() {
    return server.address();
  }

  String token() {
    return token;
  }

  /// The body of the answer to an evaluation.
  public String ask(String question) throws IOException, InterruptedException {
    return post("/access/v1/evaluation", token, question);
  }

  /// The API key of a new caller with one role.
  public String register(String id, String role) throws IOException, InterruptedException {
    String caller =
        "{\"id\": \"%s\", \"roles\": [\"%s\"], \"credential\": {\"kind\": \"api-key\"}}"
            .formatted(id, role);
    String answer = post("/v1/callers", token, caller);
    int from = answer.indexOf(Token.PREFIX);
    return answer.substring(from, answer.indexOf('"', from));
  }

  /// The body of the answer. Throws [IOException] for any status but one of success.
  public String post(String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("status " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() throws ServerFault {
    client.close();
    server.close();
  }
}
