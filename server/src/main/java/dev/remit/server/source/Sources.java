package dev.remit.server.source;

import dev.remit.cedar.value.Name;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.setting.Settings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sources of the settings, each pulled at the start and then again and again, on a thread of
/// its own. A source that fails keeps nobody from starting or from being ready.
public final class Sources implements AutoCloseable {
  private final List<PulledSource> all;
  private final HttpClient client;
  private final CountDownLatch closing;
  private final List<Thread> threads = new ArrayList<>();

  private Sources(List<PulledSource> all, HttpClient client, CountDownLatch closing) {
    this.all = List.copyOf(all);
    this.client = client;
    this.closing = closing;
  }

  /// Begins to pull; `operator` is told when a source begins to fail, and when it no longer does.
  public static Sources start(
      Map<String, Settings.Source> settings,
      ActiveBasis basis,
      InstantSource clock,
      Executor blocking,
      Consumer<String> operator) {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Objects.requireNonNull(blocking, "blocking"))
            .build();
    CountDownLatch closing = new CountDownLatch(1);
    Consumer<String> told =
        line -> {
          if (closing.getCount() > 0) { // What is cut off by the end is no failure of a source.
            operator.accept(line);
          }
        };
    List<PulledSource> all = new ArrayList<>();
    settings.forEach((name, source) ->
        all.add(
            new PulledSource(
                name, source, new SourceFetch(source, client, clock), basis, clock, told)));
    Sources sources = new Sources(all, client, closing);
    for (PulledSource source : all) {
      sources.threads.add(
          Thread.ofVirtual()
              .name("remit-source-" + source.name())
              .uncaughtExceptionHandler((_, fault) ->
                  operator.accept(
                      "sources."
                          + source.name()
                          + ": is not pulled any more ("
                          + fault
                          + "); start again"))
              .start(() -> sources.work(source)));
    }
    return sources;
  }

  private void work(PulledSource source) {
    try {
      Duration pause = pull(source);
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = pull(source);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a source", e);
    }
  }

  /// How long to wait after it.
  private static Duration pull(PulledSource source) {
    Duration every = source.settings().every();
    try {
      return Pause.afterAnswer(every, source.pull(false).maxAge());
    } catch (SourceFault _) {
      int failures = source.status().failuresInRow();
      return Pause.afterFailure(failures, every, ThreadLocalRandom.current());
    }
  }

  /// In the order of the settings.
  List<PulledSource> all() {
    return all;
  }

  Optional<PulledSource> find(String name) {
    return all.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  /// Which source each type belongs to that belongs to one.
  public Map<Name, String> owners() {
    Map<Name, String> owners = new LinkedHashMap<>();
    all.forEach(source -> source.types().forEach(type -> owners.put(type, source.name())));
    return owners;
  }

  /// How a source stands, for numbers: `pulled` is null until it was pulled well.
  public record Vital(String name, @Nullable Instant pulled, long failures, boolean isFailing) {}

  public List<Vital> vitals() {
    return all.stream()
        .map(source -> {
          PulledSource.Status status = source.status();
          return new Vital(
              source.name(), status.pulled(), status.failures(), status.failuresInRow() > 0);
        })
        .toList();
  }

  /// Returns once nothing is pulled any more. Calling it again does nothing.
  @Override
  public void close() {
    closing.countDown();
    client.shutdownNow(); // Ends the waiting for an answer; an interrupt would close our files.
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
