package dev.remit.bench.service;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What a service is asked for beside decisions: other bundles, other entities, searches, the log,
/// and somebody who follows it. None of it changes a decision of the workload.
final class Beside implements AutoCloseable {
  private static final int BUNDLES = 4;
  private static final int ENTITIES = 1_000;
  private static final int FAULTS_MAX = 20;

  private final int port;
  private final String token;
  private final Path bundle;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Map<String, AtomicLong> done = new ConcurrentHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long faultCount;

  Beside(int port, String token, Path bundle) {
    this.port = port;
    this.token = token;
    this.bundle = bundle;
  }

  /// Something that is asked for the `number`th time.
  @FunctionalInterface
  private interface Task {
    HttpResponse<String> run(long number) throws IOException, InterruptedException;
  }

  void start() {
    every(3_000, "bundle swaps", this::swap);
    every(200, "entity changes", this::change);
    every(500, "searches", this::search);
    every(2_000, "queries", _ -> send(request("/v1/decisions?limit=50")));
    running.add(threads.submit(this::follow));
  }

  private void every(long millis, String name, Task task) {
    AtomicLong count = done.computeIfAbsent(name, _ -> new AtomicLong());
    running.add(
        threads.submit(() -> {
          while (!ending.await(millis, TimeUnit.MILLISECONDS)) {
            try {
              HttpResponse<String> answer = task.run(count.get());
              if (answer.statusCode() < 300) {
                count.incrementAndGet();
              } else {
                fault(name + ": " + answer.statusCode() + " " + answer.body());
              }
            } catch (IOException e) {
              fault(name + ": " + e);
            }
          }
          return null;
        }));
  }

  /// What breaks off at the end is none.
  private synchronized void fault(String what) {
    if (ending.getCount() == 0) {
      return;
    }
    faultCount++;
    if (faults.size() < FAULTS_MAX) {
      faults.add(what);
    }
  }

  synchronized long faultCount() {
    return faultCount;
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /// How much of each was done, by name.
  Map<String, Long> done() {
    Map<String, Long> counts = new TreeMap<>();
    done.forEach((name, count) -> counts.put(name, count.get()));
    return counts;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(Contender.address(port, path))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /// The same rules with one more, which holds for nobody.
  private HttpResponse<String> swap(long number) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(bundle.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
      zip.putNextEntry(new ZipEntry("policies/soak.cedar"));
      zip.write(
          "@id(\"soak\") permit (principal in Role::\"nobody%d\", action, resource);\n"
              .formatted(number % BUNDLES)
              .getBytes(StandardCharsets.UTF_8));
    }
    return send(request("/v1/bundles").POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
  }

  private HttpResponse<String> change(long number) throws IOException, InterruptedException {
    return post(
        "/v1/entities/changes",
        "{\"upserts\":[{\"uid\":{\"type\":\"Resource\",\"id\":\"soak%d\"},\"attrs\":{\"environment\":\"dev\",\"classification\":%d},\"parents\":[]}]}"
            .formatted(number % ENTITIES, number % 5));
  }

  private HttpResponse<String> search(long number) throws IOException, InterruptedException {
    return post(
        "/access/v1/search/resource",
        "{\"subject\":{\"type\":\"ServiceAccount\",\"id\":\"account%d\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"Resource\"},\"context\":{\"hour\":%d,\"taskScope\":\"build\"},\"page\":{\"limit\":20}}"
            .formatted(number % ServiceRules.ACCOUNTS, number % ServiceRules.HOURS));
  }

  /// Reads all that comes, and begins again where the service cut it off.
  private void follow() {
    AtomicLong events = done.computeIfAbsent("stream events", _ -> new AtomicLong());
    String after = "";
    while (ending.getCount() > 0) {
      try {
        HttpRequest request = request("/v1/decisions/stream" + after).build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
          fault("stream: " + response.statusCode());
          return;
        }
        after = read(response.body(), events, after);
      } catch (IOException e) {
        if (ending.getCount() > 0) {
          fault("stream: " + e);
          return;
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private String read(InputStream body, AtomicLong events, String after) throws IOException {
    String last = after;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && ending.getCount() > 0;
          line = lines.readLine()) {
        if (line.startsWith("id:")) {
          events.incrementAndGet();
          last = "?after=" + line.substring("id:".length()).strip();
        }
      }
    }
    return last;
  }

  /// Returns once nothing is asked any more.
  @Override
  public void close() {
    ending.countDown();
    threads.shutdownNow();
    client.shutdownNow();
    threads.close();
    client.close();
  }
}
