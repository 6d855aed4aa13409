package dev.remit.server.decision;

import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.ledger.Attempt;
import dev.remit.pdp.ledger.AttemptKey;
import dev.remit.pdp.ledger.RequestDigest;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.pdp.mapping.CalledTool;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.record.UuidV7;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.search.Search;
import dev.remit.pdp.search.SearchPage;
import dev.remit.pdp.task.Effects;
import dev.remit.server.ledger.PermittedCall;
import dev.remit.server.ledger.TaskClaim;
import dev.remit.server.ledger.TaskLedger;
import dev.remit.server.ledger.TaskTokens;
import dev.remit.server.ledger.TenantTasks;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one path of every request, whatever protocol brought it: map, decide, take the effects,
/// record, answer. Any thread may ask; nothing here blocks.
///
/// The effects of a decision are taken before it is recorded: a record that fails leaves them
/// spent, and no answer goes out that others could spend once more.
public final class DecisionService {
  /// How long a retry waits for the record of the first attempt.
  private static final long FIRST_SECONDS_MAX = 30;

  private final ActiveBasis active;
  private final Recorder recorder;
  private final Decider.Sources sources;
  private final UnrecordedAnswers unrecorded;
  private final String tenant;
  private final TaskLedger ledger;
  private final TaskTokens tokens;

  /// First attempts that are not recorded yet, by their ids.
  private final Map<UUID, CompletableFuture<DecisionRecord>> first = new ConcurrentHashMap<>();

  /// The generator of ids in `sources` must be safe for all threads.
  public DecisionService(
      ActiveBasis active,
      Recorder recorder,
      Decider.Sources sources,
      UnrecordedAnswers unrecorded,
      String tenant,
      TenantTasks tasks) {
    this.active = Objects.requireNonNull(active, "active");
    this.recorder = Objects.requireNonNull(recorder, "recorder");
    this.sources = Objects.requireNonNull(sources, "sources");
    this.unrecorded = Objects.requireNonNull(unrecorded, "unrecorded");
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.ledger = tasks.ledger();
    this.tokens = tasks.tokens();
  }

  /// Of a tenant without tasks.
  public DecisionService(
      ActiveBasis active,
      Recorder recorder,
      Decider.Sources sources,
      UnrecordedAnswers unrecorded,
      String tenant) {
    this(active, recorder, sources, unrecorded, tenant, TenantTasks.none(tenant));
  }

  /// What a decision asked for now would rest on.
  public Basis basis() {
    return active.current();
  }

  /// The recorded answer. Never fails. What could not be recorded is a denial with the code
  /// `not-recorded`, or the answer all the same if that was chosen; no other is missing in the log.
  public CompletionStage<DecisionRecord> decide(Question question) {
    return keep(settle(evaluate(question)));
  }

  /// The answer to a question, which is nobody's to act on before [#settle] and [#keep] gave it.
  /// Whether the caller may ask about what the mapping made of the request is known only now.
  public Evaluated evaluate(Question question) {
    Instant now = now();
    return switch (question.task()) {
      case TaskClaim.None _ -> {
        Decider.Unsettled unsettled = rule(question, question.live(), now);
        yield new Evaluated(question, unsettled.record(), unsettled.effects(), null, null, null);
      }
      case TaskClaim.Refused(MappedRequest.Refusal code, String text) ->
          refused(question, now, code, text);
      case TaskClaim.Valid claim -> evaluate(question, claim, now);
    };
  }

  private Evaluated evaluate(Question question, TaskClaim.Valid claim, Instant now) {
    TaskState state = ledger.find(claim.root());
    Task task = state == null ? null : state.find(claim.task(), now);
    if (state == null || task == null) {
      return refused(
          question,
          now,
          MappedRequest.Refusal.TASK_ENDED,
          "the task `" + claim.task() + "` has ended; open another");
    }

    GradedCall call = grade(question, task);
    LiveContext live = question.live().in(state.view(task, now));
    Decider.Unsettled unsettled =
        rule(question, call == null ? live : live.flowing(call.flow()), now);
    DecisionRecord record = unsettled.record();
    return record.isEvaluated() && !record.principal().equals(task.holder())
        ? refused(
            question,
            now,
            MappedRequest.Refusal.TASK_TOKEN,
            "the task `" + task.id() + "` is held by another; open one for who asks")
        : new Evaluated(question, record, unsettled.effects(), task, state, call);
  }

  /// Null where the request is no call of a tool, or nothing has passed through its task.
  private @Nullable GradedCall grade(Question question, Task task) {
    return CalledTool.of(question.raw())
        .flatMap(called ->
            ledger
                .findFlow(task.root())
                .flatMap(flow -> flow.grade(called, question.basis().bundle())))
        .orElse(null);
  }

  private Decider.Unsettled rule(Question question, LiveContext live, Instant now) {
    return decider(question, RecordKind.DECISION).rule(question.raw(), live, now);
  }

  private Evaluated refused(
      Question question, Instant now, MappedRequest.Refusal code, String text) {
    DecisionRecord record =
        decider(question, RecordKind.DECISION)
            .refuse(question.raw(), question.live(), now, code, text);
    return new Evaluated(question, record, Effects.NONE, null, null, null);
  }

  /// What decides `question`, with records of a kind.
  public Decider decider(Question question, RecordKind kind) {
    return new Decider(
        question.basis().bundle(),
        question.basis().snapshot(),
        new Decider.Origin(tenant, kind, question.point()),
        sources);
  }

  /// Has the task take the effects of an answer; where others changed the task meanwhile, the
  /// question is decided again.
  public Settled settle(Evaluated evaluated) {
    Evaluated next = evaluated;
    for (int i = 0; i < TaskLedger.TRIES_MAX; i++) {
      Task task = next.task();
      TaskState state = next.state();
      if (task == null || state == null) {
        return new Settled.Fresh(next.record());
      }
      Settled settled = settle(next, task, state);
      if (settled != null) {
        return settled;
      }
      next = evaluate(next.question());
    }
    return new Settled.Fresh(
        refused(
                next.question(),
                now(),
                MappedRequest.Refusal.TASK_CONFLICT,
                "other requests of the task came first; ask again")
            .record());
  }

  /// Null if another state has taken the place of `before`.
  ///
  /// INVARIANT: a decision of a task is in force from the moment of its compare-and-set on, whether
  /// it changes the task or not, so that all decisions of a task are in one order.
  private @Nullable Settled settle(Evaluated evaluated, Task task, TaskState before) {
    DecisionRecord record = evaluated.record();
    if (!(record.inputs().mapped() instanceof MappedRequest.Mapped mapped)) {
      return new Settled.Fresh(record);
    }
    String named = evaluated.question().attempt();
    AttemptKey key =
        named.isEmpty()
            ? AttemptKey.NONE
            : new AttemptKey(named, RequestDigest.of(mapped, task.id()));
    Attempt known = before.attempts().get(named);
    if (known != null) {
      return known.digest().equals(key.digest())
          ? new Settled.Repeated(repeated(record, known))
          : fresh(
              evaluated,
              MappedRequest.Refusal.KEY_REUSED,
              "the attempt key was used for another request of the task; choose another key");
    }
    String limit = before.limit(evaluated.effects(), key, record.time());
    if (limit != null) {
      return fresh(evaluated, MappedRequest.Refusal.TASK_LIMIT, limit);
    }
    Attempt attempt = new Attempt(key.digest(), record.id(), record.time(), record.decision());
    TaskState after = before.decided(evaluated.effects(), key, attempt);
    // Also what changes nothing holds for the state that is current now.
    if (!take(task, before, after, key, record.id())) {
      return null;
    }
    return new Settled.Fresh(
        record.with(
            new TaskChange.Used(
                task.id(),
                task.root(),
                before.version(),
                after.version(),
                evaluated.effects(),
                key)),
        evaluated.call());
  }

  private boolean take(Task task, TaskState before, TaskState after, AttemptKey key, UUID attempt) {
    if (key.isNone()) {
      return ledger.replace(task.root(), before, after);
    }
    // There before a retry can see the attempt.
    first.put(attempt, new CompletableFuture<>());
    boolean taken = ledger.replace(task.root(), before, after);
    if (!taken) {
      first.remove(attempt);
    }
    return taken;
  }

  private Settled fresh(Evaluated evaluated, MappedRequest.Refusal code, String text) {
    return new Settled.Fresh(
        refused(evaluated.question(), evaluated.record().time(), code, text).record());
  }

  private static DecisionRecord repeated(DecisionRecord now, Attempt first) {
    return new DecisionRecord(
        first.id(),
        now.tenant(),
        first.time(),
        now.kind(),
        now.point(),
        now.inputs(),
        first.decision(),
        now.latencyNanos());
  }

  /// Records an answer, as [#decide] does.
  public CompletionStage<DecisionRecord> keep(Settled settled) {
    return switch (settled) {
      case Settled.Fresh(DecisionRecord record, @Nullable GradedCall call) -> {
        CompletionStage<DecisionRecord> kept = keep(record);
        yield record.task() instanceof TaskChange.Used used
            ? kept.thenApply(answer -> {
              if (call != null && answer.decision().isPermit()) {
                waitForResult(answer, used, call);
              }
              return used.attempt().isNone() ? answer : answered(record, answer, used);
            })
            : kept;
      }
      case Settled.Repeated(DecisionRecord record) -> repeated(record);
    };
  }

  /// An answer to a retry is what the first attempt was answered, which may not have been recorded.
  private CompletionStage<DecisionRecord> repeated(DecisionRecord record) {
    CompletableFuture<DecisionRecord> pending = first.get(record.id());
    return pending == null
        ? CompletableFuture.completedFuture(record)
        : pending
            .copy()
            .orTimeout(FIRST_SECONDS_MAX, TimeUnit.SECONDS)
            .exceptionally(failure ->
                Decider.unrecorded(
                    record,
                    new AppendFailed("the first attempt is not recorded yet; ask again", failure),
                    new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY),
                    sources.random()));
  }

  private void waitForResult(DecisionRecord answer, TaskChange.Used used, GradedCall call) {
    ledger
        .findFlow(used.root())
        .ifPresent(flow ->
            flow.permitted(
                new PermittedCall(
                    answer.id(), used.task(), answer.point(), used.effects().labels(), call)));
  }

  private DecisionRecord answered(
      DecisionRecord record, DecisionRecord answer, TaskChange.Used used) {
    if (!answer.decision().equals(record.decision())) {
      for (int i = 0; i < TaskLedger.TRIES_MAX; i++) {
        TaskState state = ledger.find(used.root());
        if (state == null
            || ledger.replace(
                used.root(), state, state.answering(used.attempt().key(), answer.decision()))) {
          break;
        }
      }
    }
    CompletableFuture<DecisionRecord> waiting = first.remove(record.id());
    if (waiting != null) {
      waiting.complete(answer);
    }
    return answer;
  }

  /// Keeps a record that no task has a part in, or whose task has taken it.
  public CompletionStage<DecisionRecord> keep(DecisionRecord record) {
    return recorder
        .keep(record)
        .handle((_, failure) ->
            failure == null
                ? record
                : Decider.unrecorded(record, appendFailed(failure), unrecorded, sources.random()));
  }

  private static AppendFailed appendFailed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof AppendFailed failed
        ? failed
        : new AppendFailed("the log failed (" + cause + "); see what the service printed", cause);
  }

  /// The instant that a search begun now sees.
  public Instant now() {
    return sources.clock().instant();
  }

  /// A new id, of now.
  public UUID newId() {
    return UuidV7.of(now().toEpochMilli(), sources.random());
  }

  /// The tasks of the tenant.
  public TaskLedger ledger() {
    return ledger;
  }

  /// What names the tasks of the tenant.
  public TaskTokens tokens() {
    return tokens;
  }

  /// A page of `search`, recorded as asked for by `inputs`. Without its record it is none: the code
  /// of the first reason is then `not-recorded`. Asks in the caller's thread.
  public CompletionStage<Searched> search(
      Search search, DecisionInputs inputs, int from, int limit, String point) {
    Instant time = sources.clock().instant();
    long started = sources.nanoTime().getAsLong();
    SearchPage page = search.page(from, limit);
    long latencyNanos = Math.max(0, sources.nanoTime().getAsLong() - started);
    DecisionRecord record =
        new DecisionRecord(
            UuidV7.of(time.toEpochMilli(), sources.random()),
            tenant,
            time,
            RecordKind.SEARCH,
            point,
            inputs,
            search.decision(page),
            latencyNanos);
    return keep(record).thenApply(kept -> new Searched(kept, page));
  }

  /// A page of a search, with its record.
  public record Searched(DecisionRecord record, SearchPage page) {
    public Searched {
      Objects.requireNonNull(record, "record");
      Objects.requireNonNull(page, "page");
    }

    public boolean isRecorded() {
      return record.decision().reasons().getFirst().code() != ReasonCode.NOT_RECORDED;
    }
  }
}
