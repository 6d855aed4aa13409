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
import dev.remit.pdp.flow.FlowIndex;
import dev.remit.pdp.flow.FlowKey;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.flow.Selection;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.task.TaskView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Calls of an agent, each from the raw request to the record, on the rules of `examples/flow`: a
/// payment to an account out of a page, and a mail of 40 words with a link.
///
/// `outside` is of no task; `inside` is in another of 10,000 live tasks each time, where its
/// arguments are looked up, a meter is read and charged, and a label set: what the two differ by is
/// what tasks and flow cost a decision. In between, `prepared` has arguments that were looked up
/// beforehand, and `withFlow` looks them up and has no task. Apart from all, `intake` takes in a
/// page of 2 KiB.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final String TOOLS =
      """
      [{"name": "fetch_page", "inputSchema": {"properties": {"url": {"type": "string"}}}},
       {"name": "pay_invoice", "inputSchema": {"properties": {
         "iban": {"type": "string"}, "amount": {"type": "number"}}}},
       {"name": "send_mail", "inputSchema": {"properties": {"recipients": {"type": "array"},
         "subject": {"type": "string"}, "body": {"type": "string"}}}}]
      """;

  private static final String MANIFEST =
      """
      name: flow
      owner: bench
      mapping: {agents: Agent}
      tasks:
        labels: [acted]
        meters: {calls: {unit: calls}}
        purposes: {bills: {}}
      """;

  private static final String CHARGING =
      """
      @id("charging") @label("acted") @meter("calls += 1")
      permit (principal is Agent, action == Action::"call", resource is Tool)
      when { context.task.meters.calls + 1 <= 1000000000000 };
      """;

  private static final String BODY =
      "the plumber was here and has mended what you asked for, ".repeat(4)
          + "all of it is at https://corp.com/due now";

  @Param({"10000"})
  public int tasks;

  @Param({"pay", "mail"})
  public String call = "";

  private final List<FlowIndex> indexes = new ArrayList<>();
  private final Bundle bundle = loaded();
  private final SplittableRandom random = new SplittableRandom(20261122);
  private final Decider decider =
      new Decider(
          bundle,
          Snapshot.of(bundle),
          new Decider.Origin("default", RecordKind.DECISION, "bench"),
          new Decider.Sources(() -> NOW, System::nanoTime, random));
  private @Nullable LiveTasks live;
  private RawRequest.ToolCall request = request();
  private LiveContext looked = LiveContext.NONE;
  private String page = "";
  private int next;

  private static Bundle loaded() {
    try {
      Path folder = Path.of(System.getProperty("remit.root", ".")).resolve("examples/flow");
      List<BundleFile> files =
          new ArrayList<>(
              List.of(
                  file("remit.yaml", MANIFEST),
                  file("policies/tasks.cedar", CHARGING),
                  file("tools/b.json", TOOLS)));
      BundleReader.readFiles(folder).all().stream()
          .filter(file -> !file.path().equals("remit.yaml"))
          .forEach(files::add);
      return BundleReader.read(folder, BundleFiles.of(files));
    } catch (SyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BundleFile file(String path, String text) {
    return new BundleFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Json.Member text(String name, String value) {
    return Json.Member.of(name, Json.string(value));
  }

  private RawRequest.ToolCall request() {
    Json.JsonObject arguments =
        call.equals("pay")
            ? Json.object(
                text("iban", "GB29NWBK6016133"), Json.Member.of("amount", Json.integer(120)))
            : Json.object(
                Json.Member.of("recipients", Json.array(List.of(Json.string("ann@corp.com")))),
                text("subject", "the plumber"),
                text("body", BODY));
    return new RawRequest.ToolCall(
        "bench",
        "agent",
        call.equals("pay") ? "pay_invoice" : "send_mail",
        arguments,
        Provenance.ABSENT);
  }

  @Setup(Level.Trial)
  public void open() {
    request = request();
    page =
        "The plumber has the account GB29NWBK6016133 and is owed 120 by corp.com.\n\n"
            + "What else there is to say of a bill goes on for a while, number 17.\n".repeat(28);
    indexes.clear();
    for (int i = 0; i < tasks; i++) {
      FlowIndex index = task(i);
      index.take(fetched(index), Collections.emptySortedSet(), page);
      indexes.add(index);
    }
    live = new LiveTasks(tasks, EntityUid.of("Agent", "agent"), "bills", NOW, random);
    looked = graded(indexes.getFirst());
    if (!inside().decision().isPermit() || outside().decision().isPermit()) {
      throw new IllegalStateException("other answers than expected");
    }
  }

  private FlowIndex task(long i) {
    return FlowIndex.open(
        "Pay the plumber as corp.com/due says and mail ann@corp.com about it",
        bundle.tools(),
        Selection.TEXT,
        new FlowKey(i, ~i));
  }

  private static GradedCall fetched(FlowIndex index) {
    return index.grade("fetch_page", Json.object(text("url", "corp.com/due")));
  }

  private DecisionRecord decide(LiveContext known) {
    return decider.rule(request, known, NOW).record();
  }

  /// Denied: nothing is known of where the arguments came from.
  @Benchmark
  public DecisionRecord outside() {
    return decide(LiveContext.NONE);
  }

  /// Permitted, with arguments that were looked up beforehand: all but what looking up costs.
  @Benchmark
  public DecisionRecord prepared() {
    return decide(looked);
  }

  /// Permitted, arguments looked up in the next task.
  @Benchmark
  public DecisionRecord withFlow() {
    return decide(graded(indexes.get(following())));
  }

  /// The same in that task, whose state is replaced.
  @Benchmark
  public DecisionRecord inside() {
    int task = following();
    return Objects.requireNonNull(live, "opened")
        .decide(task, decider, request, graded(indexes.get(task)));
  }

  private int following() {
    next = next + 1 == indexes.size() ? 0 : next + 1;
    return next;
  }

  private LiveContext graded(FlowIndex index) {
    GradedCall graded = index.grade(request.tool(), request.arguments());
    return new LiveContext(Credential.absent(), TaskView.NONE, graded.flow());
  }

  /// A new task and one page.
  @Benchmark
  public int intake() {
    FlowIndex index = task(next);
    index.take(fetched(index), Collections.emptySortedSet(), page);
    return index.size();
  }
}
