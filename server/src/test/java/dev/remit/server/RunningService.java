package dev.remit.server;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
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
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A service on a free port, the administrator's client of it, and what it told the operator.
public final class RunningService implements AutoCloseable {
  private final RemitServer server;
  private final HttpClient client;
  private final String token;
  private final BlockingQueue<String> told;
  private boolean closed;

  private RunningService(
      RemitServer server, HttpClient client, String token, BlockingQueue<String> told) {
    this.server = server;
    this.client = client;
    this.token = token;
    this.told = told;
  }

  /// On a fresh data folder; `more` settings are YAML in flow style.
  public static RunningService start(Path bundle, Path data, String more)
      throws ServerFault, InterruptedException {
    return start(bundle, data, more, Clock.systemUTC());
  }

  /// The same, at the time of `clock`.
  public static RunningService start(Path bundle, Path data, String more, Clock clock)
      throws ServerFault, InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    RemitServer server = RemitServer.start(settings(bundle, data, more), surroundings(told, clock));
    String line = told.take();
    return new RunningService(
        server, HttpClient.newHttpClient(), line.substring(line.lastIndexOf(' ') + 1), told);
  }

  /// Starts again on the data of one that was closed.
  public RunningService again(Path bundle, Path data, String more) throws ServerFault {
    return again(bundle, data, more, Clock.systemUTC());
  }

  /// The same, at the time of `clock`.
  public RunningService again(Path bundle, Path data, String more, Clock clock) throws ServerFault {
    BlockingQueue<String> toldAgain = new LinkedBlockingQueue<>();
    RemitServer next =
        RemitServer.start(settings(bundle, data, more), surroundings(toldAgain, clock));
    return new RunningService(next, HttpClient.newHttpClient(), token, toldAgain);
  }

  /// What the operator was told so far, and not asked for.
  public List<String> told() {
    return List.copyOf(told);
  }

  private static Surroundings surroundings(BlockingQueue<String> told, Clock clock) {
    return new Surroundings(clock, System::nanoTime, told::add);
  }

  private static Settings settings(Path bundle, Path data, String more) {
    String watch = more.contains("watch:") ? "" : "watch: 0s, ";
    String text =
        "{bundle: '%s', data: '%s', listen: {port: 0}, %s%s}".formatted(bundle, data, watch, more);
    try {
      return SettingsReader.read(new Source("test", text.replace(", }", "}")));
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// The administrator's.
  public String token() {
    return token;
  }

  public int port() {
    return server.port();
  }

  public HttpClient client() {
    return client;
  }

  /// What the operator was told next; waits for it.
  public String nextTold() throws InterruptedException {
    return Optional.ofNullable(told.poll(30, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("the operator was told nothing"));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .header("Authorization", "Bearer " + token);
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  public HttpResponse<String> post(String path, byte[] body)
      throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)).build());
  }

  public HttpResponse<String> put(String path, String json)
      throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(json)).build());
  }

  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  /// May `User::user` do this to `Document::"plan"`?
  public Json.JsonObject decide(String user, String action)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post(
            "/access/v1/evaluation",
            """
            {"subject": {"type": "User", "id": "%s"}, "action": {"name": "%s"},
             "resource": {"type": "Document", "id": "plan"}}
            """
                .formatted(user, action));
    return object(answer);
  }

  public static boolean isPermit(Json.JsonObject answer) {
    return answer.find("decision") instanceof Json.JsonBool(boolean permit, _) && permit;
  }

  public static Json.JsonObject object(HttpResponse<String> answer) {
    return object(answer.body());
  }

  public static Json.JsonObject object(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("answer", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  /// A text in an object, by the names on the way to it.
  public static String text(Json json, String... names) {
    return ((Json.JsonString) member(json, names)).value();
  }

  public static long whole(Json json, String... names) {
    return ((Json.JsonInteger) member(json, names)).value();
  }

  /// A member of an object, by the names on the way to it.
  public static Json member(Json json, String... names) {
    Json found = json;
    for (String name : names) {
      Json next = ((Json.JsonObject) found).find(name);
      if (next == null) {
        throw new AssertionError("no `" + name + "` in " + found);
      }
      found = next;
    }
    return found;
  }

  @Override
  public void close() throws ServerFault {
    stop();
  }

  /// Calling it again does nothing.
  public void stop() throws ServerFault {
    stopServing();
    client.close();
  }

  /// The same without closing the client, which waits for itself.
  void stopServing() throws ServerFault {
    if (!closed) {
      closed = true;
      server.close();
    }
  }
}
