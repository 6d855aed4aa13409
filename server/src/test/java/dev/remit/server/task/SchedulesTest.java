package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Evaluated;
import dev.remit.server.decision.Question;
import dev.remit.server.decision.Recorder;
import dev.remit.server.ledger.TaskClaim;
import dev.remit.server.ledger.TaskLedger;
import dev.remit.server.ledger.TenantTasks;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFolder;
import dev.remit.store.entity.EntityHistory;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients of one task, each of which decides and then has the task take the effects, in schedules
/// that are drawn: between the two, any number of steps of others.
final class SchedulesTest {
  private static final int SCHEDULES = 200;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TaskId ID = new TaskId(new UUID(1, 2));
  private static final EntityUid BOT = EntityUid.of("Agent", "bot");

  @TempDir private Path folder;
  private DataFolder data;
  private EntityHistory history;
  private ActiveBasis basis;

  @BeforeEach
  void open() throws Exception {
    data = DataFolder.own(folder.resolve("data"));
    history = EntityHistory.open(data.disk(), "store", () -> NOW, EntityHistory.Referred.NEVER);
    Path bundle = Desk.bundle(folder.resolve("bundle"));
    BundleFiles files = BundleReader.readFiles(bundle);
    basis =
        ActiveBasis.begin(
            new BundleStore(data.disk(), () -> NOW),
            history,
            BundleReader.read(bundle, files),
            files);
  }

  @AfterEach
  void close() throws Exception {
    history.close();
    data.close();
  }

  private DecisionService service() {
    return service(_ -> CompletableFuture.completedFuture(null));
  }

  private DecisionService service(Recorder recorder) {
    return service(recorder, () -> 0);
  }

  private DecisionService service(Recorder recorder, LongSupplier nanoTime) {
    DecisionService service =
        new DecisionService(
            basis,
            recorder,
            new Decider.Sources(() -> NOW, nanoTime, Seeds.random(7)),
            new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY),
            "default",
            TenantTasks.none("default"));
    Task task = new Task(ID, ID, ID, "support", BOT, BOT, "", NOW, NOW.plusSeconds(3_600));
    assertThat(service.ledger().open(task, NOW)).isTrue();
    return service;
  }

  private static Question question(DecisionService service, RandomGenerator random)
      throws Exception {
    return question(service, asked(random), "");
  }

  /// An action, and the type and amount of what it is on.
  private static String[] asked(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new String[] {"refund", "Order", Integer.toString(1 + random.nextInt(200))};
      case 2 -> new String[] {"read", "Customer", "0"};
      case 3 -> new String[] {"send", "Mailbox", "0"};
      default -> new String[] {random.nextBoolean() ? "approve" : "pay", "Order", "0"};
    };
  }

  private static Question question(DecisionService service, String[] asked, String attempt)
      throws Exception {
    Json.JsonObject nothing = Json.object();
    Json.JsonObject context =
        (Json.JsonObject) JsonReader.read(new Source("test", "{\"amount\":" + asked[2] + "}"));
    RawRequest raw =
        new RawRequest.Evaluation(
            "",
            new RawRequest.Named("Agent", "bot", nothing),
            new RawRequest.Named("Action", asked[0], nothing),
            new RawRequest.Named(asked[1], asked[1].equals("Customer") ? "ann" : "1", nothing),
            context,
            Provenance.ABSENT);
    return new Question(
        raw, LiveContext.NONE, service.basis(), "test", new TaskClaim.Valid(ID, ID), attempt);
  }

  /// What came of one schedule, in the order in which the task took it.
  private static List<DecisionRecord> run(DecisionService service, RandomGenerator random)
      throws Exception {
    List<DecisionRecord> taken = new ArrayList<>();
    List<Evaluated> pending = new ArrayList<>();
    int left = 30;
    while (left > 0 || !pending.isEmpty()) {
      if (left > 0 && (pending.isEmpty() || random.nextInt(3) > 0)) {
        pending.add(service.evaluate(question(service, random)));
        left--;
      } else {
        Evaluated next = pending.remove(random.nextInt(pending.size()));
        taken.add(service.settle(next).record());
      }
    }
    return taken;
  }

  @Test
  void noScheduleOverspendsABudgetOrLosesALabel() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(20261122));
    int fullySpent = 0;
    for (int i = 0; i < SCHEDULES; i++) {
      DecisionService service = service();
      List<DecisionRecord> taken = run(service, random);
      long spent = 0;
      long version = 1;
      List<String> done = new ArrayList<>();
      for (DecisionRecord record : taken) {
        if (!record.decision().isPermit()) {
          continue;
        }
        TaskChange.Used used = (TaskChange.Used) record.task();
        assertThat(used.before()).as("one order").isEqualTo(version);
        version = used.after();
        String action = record.action().id();
        spent += used.effects().charges().stream().mapToLong(charge -> charge.amount()).sum();
        assertThat(spent).isLessThanOrEqualTo(500);
        switch (action) {
          case "send" -> assertThat(done).doesNotContain("read");
          case "pay" -> assertThat(done).doesNotContain("approve");
          case "approve" -> assertThat(done).doesNotContain("pay");
          default -> {}
        }
        done.add(action);
      }
      TaskState state = Objects.requireNonNull(service.ledger().find(ID));
      Task task = Objects.requireNonNull(state.open().get(ID));
      assertThat(state.view(task, NOW).spent("refunds")).isEqualTo(spent);
      assertThat(state.version()).isEqualTo(version);
      assertThat(state.labels().contains("customer-pii")).isEqualTo(done.contains("read"));
      fullySpent += spent > 400 ? 1 : 0;
    }
    assertThat(fullySpent).as("schedules that came near the budget").isGreaterThan(20);
  }

  private static long refunds(DecisionService service) {
    TaskState state = Objects.requireNonNull(service.ledger().find(ID));
    Task task = Objects.requireNonNull(state.open().get(ID));
    return state.view(task, NOW).spent("refunds");
  }

  @Test
  void whatCannotBeRecordedIsDeniedStaysSpentAndIsDeniedToRetries() throws Exception {
    DecisionService service =
        service(_ ->
            CompletableFuture.<@Nullable Void>failedFuture(
                new AppendFailed("the disk is full; make room", null)));
    String[] refund = {"refund", "Order", "150"};
    for (int i = 0; i < 3; i++) {
      DecisionRecord answer =
          service.decide(question(service, refund, "key")).toCompletableFuture().join();
      assertThat(answer.decision().reasons().getFirst().code()).isEqualTo(ReasonCode.NOT_RECORDED);
      assertThat(refunds(service)).isEqualTo(150);
    }
  }

  /// Others change the task `times` times, each time after the request has read its state: the
  /// clock that measures how long a decision takes is read then.
  private DecisionRecord decidedBehind(int times) throws Exception {
    AtomicInteger reads = new AtomicInteger();
    AtomicReference<@Nullable DecisionService> opened = new AtomicReference<>();
    DecisionService service =
        service(
            _ -> CompletableFuture.completedFuture(null),
            () -> {
              // Read at the beginning and at the end of each decision.
              int read = reads.getAndIncrement();
              DecisionService asked = opened.get();
              if (asked != null && read % 2 == 0 && read / 2 < times) {
                TaskState state = Objects.requireNonNull(asked.ledger().find(ID));
                assertThat(asked.ledger().replace(ID, state, state.opened(child()))).isTrue();
              }
              return read;
            });
    opened.set(service);
    String[] refund = {"refund", "Order", "150"};
    DecisionRecord answer =
        service.decide(question(service, refund, "")).toCompletableFuture().join();
    assertThat(refunds(service)).isEqualTo(answer.decision().isPermit() ? 150 : 0);
    return answer;
  }

  private static Task child() {
    TaskId id = new TaskId(new UUID(3, 4));
    return new Task(id, ID, ID, "support", BOT, BOT, "", NOW, NOW.plusSeconds(60));
  }

  @Test
  void whoAlwaysComesSecondIsDeniedAtTheLimitAndSpendsNothing() throws Exception {
    assertThat(decidedBehind(TaskLedger.TRIES_MAX - 1).decision().isPermit()).isTrue();
    DecisionRecord denied = decidedBehind(TaskLedger.TRIES_MAX);
    assertThat(denied.decision().reasons().getFirst().code()).isEqualTo(ReasonCode.TASK_CONFLICT);
    assertThat(denied.task()).isEqualTo(TaskChange.NONE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    }
  }

  @Test
  void aRetryIsNotAnsweredBeforeTheFirstAttemptIsRecorded() throws Exception {
    CountDownLatch kept = new CountDownLatch(1);
    DecisionService service =
        service(_ ->
            CompletableFuture.supplyAsync(() -> {
              await(kept);
              return null;
            }));
    String[] refund = {"refund", "Order", "150"};
    CompletableFuture<DecisionRecord> first =
        service.decide(question(service, refund, "key")).toCompletableFuture();
    CompletableFuture<DecisionRecord> retry =
        service.decide(question(service, refund, "key")).toCompletableFuture();
    assertThat(first).isNotDone();
    assertThat(retry).isNotDone();
    kept.countDown();
    assertThat(retry.join().id()).isEqualTo(first.join().id());
    assertThat(retry.join().decision().isPermit()).isTrue();
    assertThat(refunds(service)).isEqualTo(150);
  }
}
