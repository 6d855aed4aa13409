package dev.remit.server.authzen;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;

/// Requests to a server of this machine, over a socket, as one caller.
record Exchange(HttpClient client, int port, String token) {
  /// An answer with its body as JSON.
  record Answer(int status, HttpResponse<String> response) {
    Json.JsonObject json() {
      return (Json.JsonObject) Exchange.json(response.body());
    }

    boolean decision() {
      return ((Json.JsonBool) require(json(), "decision")).value();
    }

    List<Json> list(String name) {
      return ((Json.JsonArray) require(json(), name)).elements();
    }

    /// Whether each evaluation of a batch permits.
    List<Boolean> decisions() {
      return list("evaluations").stream()
          .map(one -> ((Json.JsonBool) require((Json.JsonObject) one, "decision")).value())
          .toList();
    }

    /// The ids or names that a search found.
    List<String> found() {
      return list("results").stream()
          .map(Json.JsonObject.class::cast)
          .map(one -> one.find("id") == null ? text(one, "name") : text(one, "id"))
          .toList();
    }

    Json.JsonObject object(String name) {
      return (Json.JsonObject) require(json(), name);
    }

    String nextToken() {
      return text(object("page"), "next_token");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  static Json json(String text) {
    try {
      return JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  static Json require(Json.JsonObject object, String name) {
    return Objects.requireNonNull(object.find(name), () -> name + " of " + object);
  }

  static String text(Json.JsonObject object, String name) {
    return ((Json.JsonString) require(object, name)).value();
  }

  Exchange as(String other) {
    return new Exchange(client, port, other);
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer evaluate(String body) throws IOException, InterruptedException {
    return post(Authzen.EVALUATION, body);
  }

  Answer evaluateAll(String body) throws IOException, InterruptedException {
    return post(Authzen.EVALUATIONS, body);
  }

  Answer search(String sought, String body) throws IOException, InterruptedException {
    return post(Authzen.SEARCH + sought, body);
  }
}
