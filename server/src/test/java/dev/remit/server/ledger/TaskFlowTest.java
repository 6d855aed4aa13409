package dev.remit.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.flow.FlowLimits;
import dev.remit.pdp.flow.Grade;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.mapping.CalledTool;
import dev.remit.pdp.tool.ToolClassifier;
import dev.remit.pdp.tool.ToolManifest;
import dev.remit.server.SampleBundle;
import dev.remit.server.ledger.TaskFlow.Intake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskFlowTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TaskId ROOT = new TaskId(new UUID(1, 1));
  private static final int MIB = 1 << 20;

  @TempDir private Path folder;
  private final FlowMemory memory = new FlowMemory(8 * MIB);
  private final TaskLedger ledger = new TaskLedger(new TaskBook(), memory);
  private Bundle bundle;
  private TaskFlow flow;

  @BeforeEach
  void open() throws Exception {
    bundle = BundleReader.read(new SampleBundle().write(folder));
    EntityUid bot = EntityUid.of("Agent", "bot");
    ledger.open(new Task(ROOT, ROOT, ROOT, "work", bot, bot, "", NOW, NOW.plusSeconds(60)), NOW);
    flow = ledger.findFlow(ROOT).orElseThrow();
  }

  private static Json.JsonObject arguments(String... texts) {
    List<Json> values = new ArrayList<>();
    for (String text : texts) {
      values.add(Json.string(text));
    }
    return Json.object(Member.of("recipients", Json.array(values)));
  }

  private Set<Grade> grades(String... recipients) {
    Flow graded =
        flow.grade(new CalledTool("send_mail", arguments(recipients)), bundle).orElseThrow().flow();
    return Objects.requireNonNull(graded.arguments().get("recipients")).grades();
  }

  private Intake hear(String said) {
    return flow.hear(said, bundle, _ -> true);
  }

  private GradedCall fetch(String url) {
    Json.JsonObject arguments = Json.object(Member.of("url", Json.string(url)));
    return flow.grade(new CalledTool("fetch_page", arguments), bundle).orElseThrow();
  }

  private UUID permitted(int number, GradedCall graded) {
    UUID decision = new UUID(2, number);
    SortedSet<String> labels = new TreeSet<>();
    flow.permitted(new PermittedCall(decision, ROOT, "edge", labels, graded));
    return decision;
  }

  @Test
  void nothingIsKnownBeforeTheUserSaidAnything() {
    assertThat(flow.grade(new CalledTool("send_mail", arguments("bob@corp.com")), bundle))
        .isEmpty();
    UUID decision = new UUID(2, 1);
    GradedCall unheard = graded(Set.of());
    flow.permitted(new PermittedCall(decision, ROOT, "edge", new TreeSet<>(), unheard));
    assertThat(flow.find(decision)).isEmpty();
    assertThat(memory.held()).isZero();
  }

  private GradedCall graded(Set<Long> hosts) {
    return new GradedCall(
        ToolClassifier.classify(
            new ToolManifest("fetch_page", "", List.of(), ToolManifest.Hints.NONE)),
        Flow.UNKNOWN,
        true,
        false,
        hosts);
  }

  /// Each result names addresses that no other has; whoever grades the first and the last of them
  /// sees neither or both.
  @Test
  void aCallIsGradedBeforeAResultOrAfterItNeverHalfWay() throws Exception {
    int results = 60;
    assertThat(hear("Send the notes at corp.com to all people named there"))
        .isEqualTo(Intake.TAKEN);
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(3);
    List<Future<Integer>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> read(results, reading, done)));
      }
      try {
        reading.await();
        for (int i = 0; i < results; i++) {
          UUID call = permitted(i, fetch("corp.com/" + i));
          assertThat(flow.take(call, addresses(i), _ -> true)).isEqualTo(Intake.TAKEN);
        }
      } finally {
        done.set(true);
      }
    }
    for (Future<Integer> reader : readers) {
      assertThat(reader.get()).isEqualTo(results);
    }
  }

  private static String addresses(int result) {
    StringBuilder text = new StringBuilder("people: first%d@x.org".formatted(result));
    for (int i = 0; i < 60; i++) {
      text.append(" and p%d-%d@x.org".formatted(result, i));
    }
    return text.append(" and last%d@x.org".formatted(result)).toString();
  }

  /// How many results were seen.
  private int read(int results, CountDownLatch reading, AtomicBoolean done) {
    reading.countDown();
    int next = 0;
    while (next < results) {
      boolean last = done.get();
      Set<Grade> both = grades("first%d@x.org".formatted(next), "last%d@x.org".formatted(next));
      assertThat(both).as("result %d", next).hasSize(1);
      if (!both.contains(Grade.UNKNOWN)) {
        next++;
      } else if (last) {
        break;
      }
    }
    return next;
  }

  @Test
  void aResultIsTakenInOnce() {
    hear("Look at corp.com");
    UUID call = permitted(1, fetch("corp.com/a"));
    assertThat(flow.take(call, "first", _ -> true)).isEqualTo(Intake.TAKEN);
    assertThat(flow.take(call, "second", _ -> true)).isEqualTo(Intake.UNKNOWN_CALL);
    assertThat(flow.take(new UUID(9, 9), "none", _ -> true)).isEqualTo(Intake.UNKNOWN_CALL);
  }

  @Test
  void whatCannotBeRecordedIsNotTakenIn() {
    assertThat(flow.hear("Write to bob@corp.com", bundle, _ -> false))
        .isEqualTo(Intake.NOT_RECORDED);
    assertThat(memory.held()).isZero();
    hear("Look at corp.com/a");
    long held = memory.held();
    assertThat(flow.hear("Write to bob@corp.com", bundle, _ -> false))
        .isEqualTo(Intake.NOT_RECORDED);
    assertThat(grades("bob@corp.com")).containsExactly(Grade.UNKNOWN);
    assertThat(memory.held()).isEqualTo(held);
    UUID call = permitted(1, fetch("corp.com/a"));
    assertThat(flow.take(call, "ann@x.org", _ -> false)).isEqualTo(Intake.NOT_RECORDED);
    assertThat(grades("ann@x.org")).containsExactly(Grade.UNKNOWN);
    assertThat(flow.take(call, "ann@x.org", _ -> true)).isEqualTo(Intake.TAKEN);
    assertThat(grades("ann@x.org")).doesNotContain(Grade.UNKNOWN);
  }

  @Test
  void theOldestCallIsLetGoForANewOne() {
    hear("Look at corp.com");
    GradedCall graded = fetch("corp.com/a");
    for (int i = 0; i <= TaskFlow.CALLS_MAX; i++) {
      permitted(i, graded);
    }
    assertThat(flow.find(new UUID(2, 0))).isEmpty();
    for (int i = 1; i <= TaskFlow.CALLS_MAX; i++) {
      assertThat(flow.find(new UUID(2, i))).isPresent();
    }
  }

  @Test
  void theResultOfACallToTooManyHostsIsNotWaitedFor() {
    hear("Look at corp.com");
    Set<Long> hosts = new HashSet<>();
    for (long i = 0; i < PermittedCall.HOSTS_MAX; i++) {
      hosts.add(i);
    }
    assertThat(flow.find(permitted(1, graded(hosts)))).isPresent();
    hosts.add(-1L);
    assertThat(flow.find(permitted(2, graded(hosts)))).isEmpty();
  }

  @Test
  void whatDoesNotFitTheTaskOrTheMemoryIsLeftOutAndSaid() {
    List<Intake> noted = new ArrayList<>();
    assertThat(
            flow.hear(
                "x".repeat(FlowLimits.REQUEST_CHARS_MAX + 1), bundle, came -> noted.add(came)))
        .isEqualTo(Intake.TASK_FULL);
    hear("Look at corp.com");
    UUID call = permitted(1, fetch("corp.com/a"));
    assertThat(
            flow.take(call, "x".repeat(FlowLimits.RESULT_CHARS_MAX + 1), came -> noted.add(came)))
        .isEqualTo(Intake.TASK_FULL);
    assertThat(memory.reserve(8 * MIB - memory.held())).isTrue();
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      words.append(" word").append(i);
    }
    assertThat(flow.take(call, words.toString(), came -> noted.add(came)))
        .isEqualTo(Intake.MEMORY_FULL);
    assertThat(noted).containsExactly(Intake.TASK_FULL, Intake.TASK_FULL, Intake.MEMORY_FULL);
    assertThat(memory.leftOut()).isEqualTo(3);
    permitted(2, graded(Set.of()));
    assertThat(flow.find(new UUID(2, 2))).isEmpty();
    memory.release(MIB);
    assertThat(flow.take(call, words.toString(), _ -> true)).isEqualTo(Intake.TAKEN);
  }

  @Test
  void anEndedTaskLetsGoOfEverythingAndTakesNothingIn() {
    for (boolean settled : new boolean[] {false, true}) {
      TaskId id = new TaskId(new UUID(1, settled ? 3 : 2));
      EntityUid bot = EntityUid.of("Agent", "bot");
      ledger.open(new Task(id, id, id, "work", bot, bot, "", NOW, NOW.plusSeconds(60)), NOW);
      flow = ledger.findFlow(id).orElseThrow();
      hear("Look at corp.com");
      UUID call = permitted(1, fetch("corp.com/a"));
      GradedCall late = fetch("corp.com/b");
      assertThat(memory.held()).isPositive();
      if (settled) {
        ledger.settle(NOW.plusSeconds(60));
      } else {
        ledger.end(id, id);
      }
      assertThat(ledger.findFlow(id)).isEmpty();
      assertThat(flow.take(call, "text", _ -> true)).isEqualTo(Intake.ENDED);
      assertThat(hear("more")).isEqualTo(Intake.ENDED);
      permitted(2, late);
      assertThat(memory.held()).isZero();
    }
  }
}
