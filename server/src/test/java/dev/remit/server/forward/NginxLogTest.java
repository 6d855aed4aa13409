package dev.remit.server.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.proxy.NginxFormat;
import dev.remit.server.RawHttp;
import dev.remit.store.observation.Observation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real nginx writes into its access log, and what becomes of it.
final class NginxLogTest {
  private static final String WEB = "X-API-Key: web-key";

  /// `mallory" 200 1 "-" "` without a password.
  private static final String FORGED = "Authorization: Basic bWFsbG9yeSIgMjAwIDEgIi0iICI6eA==";

  private static final String SETTINGS =
      """
      events {}
      http {
        map $http_x_api_key $client { default ""; "web-key" shop-web; }
        ACCESS_LOG
        limit_req_zone $http_x_api_key zone=slow:1m rate=1r/m;
        limit_req_zone $http_x_api_key zone=usual:1m rate=1r/m;
        access_log json.log remit;
        access_log combined.log;
        server {
          listen LISTEN;
          server_name shop.example;
          auth_request /_ask;
          auth_request_set $decision $upstream_http_x_decision;
          location / { proxy_pass http://BACKEND; }
          location = /gone { proxy_pass http://GONE; }
          location = /slow { limit_req zone=slow; limit_req_status 429; proxy_pass http://BACKEND; }
          location = /limited { limit_req zone=usual; proxy_pass http://BACKEND; }
          location = /_ask { internal; proxy_pass http://BACKEND/ask; }
        }
      }
      """;

  @TempDir private static Path folder;

  private static HttpServer behind;
  private static String backend;
  private static final List<Integer> STATUSES = new ArrayList<>();

  @BeforeAll
  static void fillTheLogs() throws Exception {
    behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    behind.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/private") ? 403 : 200, -1);
          exchange.close();
        });
    behind.createContext(
        "/ask",
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("X-API-Key");
          exchange.getResponseHeaders().set("X-Decision", "d-1");
          exchange.sendResponseHeaders(key == null ? 401 : key.equals("web-key") ? 200 : 403, -1);
          exchange.close();
        });
    behind.start();
    backend = "127.0.0.1:" + behind.getAddress().getPort();
    Path format =
        Path.of(System.getProperty("remit.root")).resolve("examples/gateway/nginx/access-log.conf");
    try (Nginx nginx =
        Nginx.start(
            folder,
            SETTINGS
                .replace("ACCESS_LOG", Files.readString(format))
                .replace("BACKEND", backend)
                .replace("GONE", "127.0.0.1:" + Nginx.freePort()))) {
      ask(nginx, "GET /orders/7?token=hush", WEB, "User-Agent: shop \"1\"");
      ask(nginx, "DELETE /orders/7", "X-API-Key: other", FORGED);
      ask(nginx, "GET /orders/7", FORGED);
      ask(nginx, "GET /private", WEB);
      ask(nginx, "GET /gone", WEB);
      ask(nginx, "GET /slow", WEB);
      ask(nginx, "GET /slow", WEB);
      ask(nginx, "GET /limited", WEB);
      ask(nginx, "GET /limited", WEB);
      ask(nginx, "GET /a%22\" 200 1 \"-\" \"", WEB);
      sendNoHttp(nginx);
    }
  }

  private static void ask(Nginx nginx, String line, String... headers) {
    STATUSES.add(RawHttp.send(nginx.port(), line, headers).status());
  }

  private static void sendNoHttp(Nginx nginx) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), nginx.port())) {
      socket.getOutputStream().write(new byte[] {0x16, 3, 1, '\r', '\n', '\r', '\n'});
      socket.getInputStream().readAllBytes();
    }
  }

  @AfterAll
  static void stop() {
    behind.stop(0);
  }

  private static List<Event> events(String file) throws IOException, UnreadableEvent {
    List<Event> events = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
      long number = events.size() + 1L;
      events.add(
          new NginxFormat().read(new Place(file, "place" + number, number), utf8, 0, utf8.length));
    }
    return events;
  }

  private static List<String> told(List<Event> events) {
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      told.add(
          switch (event) {
            case Event.Passed(String why) -> why;
            case Event.Observed(Observation seen) ->
                String.join(
                    " ",
                    seen.outcome().toString(),
                    seen.point().replace(backend, "BACKEND"),
                    seen.principal().toString(),
                    seen.action().id(),
                    seen.resources().getFirst().toString(),
                    Integer.toString(seen.status().orElse(0)));
          });
    }
    return told;
  }

  @Test
  void nginxAnsweredAsTheLogsAreToTell() {
    assertThat(STATUSES).containsExactly(200, 403, 401, 403, 502, 200, 429, 200, 503, 400);
  }

  @Test
  void theRecommendedFormatTellsWhoAskedForWhatAndWhoAnswered() throws Exception {
    assertThat(told(events("json.log")))
        .containsExactly(
            "PERMITTED nginx/shop.example Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/orders/7\" 200",
            "DENIED nginx/shop.example Nobody::\"127.0.0.1\" DELETE"
                + " Http::Path::\"shop.example/orders/7\" 403",
            "UNAUTHENTICATED nginx/shop.example Nobody::\"127.0.0.1\" GET"
                + " Http::Path::\"shop.example/orders/7\" 401",
            "DENIED application/BACKEND Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/private\" 403",
            "FAULT nginx/shop.example Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/gone\" 502",
            "PERMITTED nginx/shop.example Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/slow\" 200",
            "THROTTLED nginx/shop.example Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/slow\" 429",
            "PERMITTED nginx/shop.example Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/limited\" 200",
            "THROTTLED nginx/shop.example Http::Client::\"shop-web\" GET"
                + " Http::Path::\"shop.example/limited\" 503",
            "connections that sent no request of HTTP",
            "connections that sent no request of HTTP");
  }

  @Test
  void theUsualFormatTellsWhatItCan() throws Exception {
    assertThat(told(events("combined.log")))
        .containsExactly(
            "PERMITTED nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/orders/7\" 200",
            "DENIED nginx Http::User::\"mallory\\\" 200 1 \\\"-\\\" \\\"\" DELETE"
                + " Http::Path::\"/orders/7\" 403",
            "UNAUTHENTICATED nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/orders/7\" 401",
            "DENIED nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/private\" 403",
            "FAULT nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/gone\" 502",
            "PERMITTED nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/slow\" 200",
            "THROTTLED nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/slow\" 429",
            "PERMITTED nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/limited\" 200",
            "FAULT nginx Nobody::\"127.0.0.1\" GET Http::Path::\"/limited\" 503",
            "connections that sent no request of HTTP",
            "connections that sent no request of HTTP");
  }

  @Test
  void eachLineHasAnIdAndNoQueryIsKept() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String file : List.of("json.log", "combined.log")) {
      for (Event event : events(file)) {
        if (event instanceof Event.Observed(Observation seen)) {
          ids.add(seen.eventId());
          assertThat(seen.toString()).doesNotContain("hush");
        }
      }
    }
    assertThat(ids).hasSize(18).doesNotHaveDuplicates();
    Observation first = ((Event.Observed) events("json.log").getFirst()).observation();
    assertThat(first.client().userAgent()).isEqualTo("shop \"1\"");
    assertThat(JsonWriter.compact(first.detail())).contains("\"decision\":\"d-1\"");
    Observation refused = ((Event.Observed) events("json.log").get(1)).observation();
    assertThat(JsonWriter.compact(refused.detail())).contains("\"claimedUser\":\"mallory");
    Observation usual = ((Event.Observed) events("combined.log").getFirst()).observation();
    assertThat(usual.client().userAgent()).isEqualTo("shop \"1\"");
    assertThat(usual.time().getEpochSecond()).isEqualTo(first.time().getEpochSecond());
  }
}
