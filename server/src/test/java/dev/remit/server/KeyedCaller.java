package dev.remit.server;

import dev.remit.cedar.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/// One caller of a service, with a key of its own.
public record KeyedCaller(RunningService service, String key) {
  /// Registers a caller as the administrator of the service.
  public static KeyedCaller register(RunningService service, String tenant, String id, String role)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        service.post("/v1/callers", registration(tenant, id, role, "{\"kind\":\"api-key\"}"));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.body());
    }
    return new KeyedCaller(service, RunningService.text(RunningService.object(answer), "key"));
  }

  public static String registration(String tenant, String id, String role, String credential) {
    String whose = tenant.isEmpty() ? "" : "\"tenant\":\"" + tenant + "\",";
    return "{%s\"id\":\"%s\",\"roles\":[\"%s\"],\"credential\":%s}"
        .formatted(whose, id, role, credential);
  }

  /// The same caller of a service that was started again.
  public KeyedCaller at(RunningService again) {
    return new KeyedCaller(again, key);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Authorization", "Bearer " + key);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return service.send(request.build());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> post(String path, byte[] body)
      throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)));
  }

  public HttpResponse<String> put(String path, String json)
      throws IOException, InterruptedException {
    return send(request(path).PUT(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
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
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return RunningService.object(answer);
  }

  public boolean permits(String user, String action) throws IOException, InterruptedException {
    return RunningService.isPermit(decide(user, action));
  }
}
