package dev.remit.bench;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A decision from the raw request to the record, outside of any task, and in one of many live
/// ones, which it reads a meter of, labels and charges. What the two differ by is what tasks cost,
/// without the token of the request.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TaskBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Json.JsonObject NOTHING = Json.object();

  /// Live tasks.
  @Param("10000")
  public int tasks;

  private final SplittableRandom random = new SplittableRandom(20261122);
  private @Nullable LiveTasks live;
  private @Nullable Decider decider;
  private @Nullable RawRequest request;

  @Setup
  public void load() throws SyntaxException {
    Bundle bundle =
        BundleReader.read(
            Path.of("bench"),
            BundleFiles.of(
                List.of(
                    file(
                        "remit.yaml",
                        """
                        name: tasks
                        owner: bench
                        tasks:
                          labels: [paid, sent]
                          meters: {refunds: {unit: cents}, calls: {unit: calls, window: 1h}}
                          purposes: {support: {}}
                        """),
                    file("schema.cedarschema", "entity Agent, Order;"),
                    file(
                        "policies/all.cedar",
                        """
                        @label("paid") @meter("refunds += 1")
                        permit (principal, action == Action::"refund", resource)
                        when { context.task.meters.refunds + 1 <= 1000000000000 }
                        unless { context.task.labels.contains("sent") };
                        """))));
    decider =
        new Decider(
            bundle,
            Snapshot.of(bundle),
            new Decider.Origin("default", RecordKind.DECISION, "bench"),
            new Decider.Sources(() -> NOW, System::nanoTime, random));
    request =
        new RawRequest.Evaluation(
            "",
            new RawRequest.Named("Agent", "bot", NOTHING),
            new RawRequest.Named("Action", "refund", NOTHING),
            new RawRequest.Named("Order", "7", NOTHING),
            NOTHING,
            Provenance.ABSENT);
    live = new LiveTasks(tasks, EntityUid.of("Agent", "bot"), "support", NOW, random);
  }

  private static BundleFile file(String path, String text) {
    return new BundleFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private Decider decider() {
    return Objects.requireNonNull(decider, "loaded");
  }

  private RawRequest request() {
    return Objects.requireNonNull(request, "loaded");
  }

  /// Of no task.
  @Benchmark
  public DecisionRecord outside() {
    return decider().rule(request(), LiveContext.NONE, NOW).record();
  }

  /// Of a task, whose state is replaced.
  @Benchmark
  public DecisionRecord inside() {
    LiveTasks all = Objects.requireNonNull(live, "loaded");
    return all.decide(random.nextInt(all.size()), decider(), request(), LiveContext.NONE);
  }
}
