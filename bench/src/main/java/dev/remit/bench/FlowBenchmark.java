package dev.remit.bench;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.flow.FlowIndex;
import dev.remit.pdp.flow.FlowKey;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.flow.Selection;
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
import java.util.concurrent.TimeUnit;
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

/// Calls of an agent decided on `examples/flow`: outside of any task, and each in another of 10,000
/// live tasks, where its arguments are looked up first. A payment to an account out of a page, and
/// a mail of 40 words with a link. Apart from both, what it costs to take in a page of 2 KiB.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowBenchmark {
  private static final String TOOLS =
      """
      [{"name": "fetch_page", "inputSchema": {"properties": {"url": {"type": "string"}}}},
       {"name": "pay_invoice", "inputSchema": {"properties": {
         "iban": {"type": "string"}, "amount": {"type": "number"}}}},
       {"name": "send_mail", "inputSchema": {"properties": {"recipients": {"type": "array"},
         "subject": {"type": "string"}, "body": {"type": "string"}}}}]
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
  private final Snapshot snapshot = Snapshot.of(bundle);
  private RawRequest.ToolCall request = request();
  private LiveContext looked = LiveContext.NONE;
  private String page = "";
  private int next;

  private static Bundle loaded() {
    try {
      Path folder = Path.of(System.getProperty("remit.root", ".")).resolve("examples/flow");
      BundleFiles files =
          BundleReader.readFiles(folder)
              .with(new BundleFile("tools/b.json", TOOLS.getBytes(StandardCharsets.UTF_8)));
      return BundleReader.read(folder, files);
    } catch (SyntaxException e) {
      throw new IllegalStateException(e);
    }
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
    looked = live(indexes.getFirst());
    if (!withFlow().isPermit() || outside().isPermit()) {
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

  private Decision decide(LiveContext live) {
    DecisionInputs inputs = DecisionInputs.of(request, live, Instant.EPOCH, bundle, snapshot);
    return Pdp.decide(inputs, bundle, snapshot);
  }

  /// Denied: nothing is known of where the arguments came from.
  @Benchmark
  public Decision outside() {
    return decide(LiveContext.NONE);
  }

  /// Permitted, with arguments that were looked up beforehand: all but what looking up costs.
  @Benchmark
  public Decision prepared() {
    return decide(looked);
  }

  /// Permitted, arguments looked up in the next task.
  @Benchmark
  public Decision withFlow() {
    next = next + 1 == indexes.size() ? 0 : next + 1;
    return decide(live(indexes.get(next)));
  }

  private LiveContext live(FlowIndex index) {
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
