package dev.remit.pdp.request;

import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordShape;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Where a request came from: for whom, through whom, by which agent, in which task and to what
/// end, after which tools, as which call of the run, out of which prompt, as part of which trace.
///
/// `chain` are the actors between the user and the principal, nearest to the principal first, as
/// `act` of RFC 8693 nests them; empty where the user asked the principal itself. `tools` are the
/// tools that the run has called before, each once, in the order of first use; `position` counts
/// the calls of the run from 1. `prompt` is a digest, as `sha256:…`, never the prompt. `trace` is
/// the trace id of W3C Trace Context, or the id of a transaction (`txn` of a transaction token).
public record Provenance(
    Claim<String> user,
    Claim<List<String>> chain,
    Claim<String> agent,
    Claim<String> task,
    Claim<String> purpose,
    Claim<List<String>> tools,
    Claim<Long> position,
    Claim<String> prompt,
    Claim<String> trace) {

  /// Nothing is known.
  public static final Provenance ABSENT =
      new Provenance(
          Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent());

  private static final List<String> NAMES =
      List.of("agent", "chain", "position", "prompt", "purpose", "task", "tools", "trace", "user");

  private static final RecordShape SHAPE = RecordShape.of(NAMES.toArray(String[]::new));

  private static final RecordShape SHAPE_OF_SCHEMA_2 =
      RecordShape.of("agent", "position", "task", "tools", "user");

  private static final RecordShape CLAIM = RecordShape.of("status", "value");

  private static final StringValue VERIFIED = new StringValue(Claim.verified("").status());
  private static final StringValue ASSERTED = new StringValue(Claim.asserted("").status());

  private static final RecordValue ABSENT_TEXT = absent(new StringValue(""));
  private static final RecordValue ABSENT_TEXTS = absent(SetValue.EMPTY);
  private static final RecordValue ABSENT_NUMBER = absent(new LongValue(0));

  private static final RecordValue ABSENT_VALUE = value(ABSENT);

  public Provenance {
    Objects.requireNonNull(user, "user");
    chain = copy(Objects.requireNonNull(chain, "chain"));
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(purpose, "purpose");
    tools = copy(Objects.requireNonNull(tools, "tools"));
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(trace, "trace");
  }

  /// What is known of a call of a run.
  public Provenance(
      Claim<String> user,
      Claim<String> agent,
      Claim<String> task,
      Claim<List<String>> tools,
      Claim<Long> position) {
    this(
        user,
        Claim.absent(),
        agent,
        task,
        Claim.absent(),
        tools,
        position,
        Claim.absent(),
        Claim.absent());
  }

  private static Claim<List<String>> copy(Claim<List<String>> list) {
    return switch (list) {
      case Claim.Verified<List<String>>(var value) -> Claim.verified(List.copyOf(value));
      case Claim.Asserted<List<String>>(var value) -> Claim.asserted(List.copyOf(value));
      case Claim.Absent<List<String>> _ -> list;
    };
  }

  /// With another user and chain, which are known together or not at all.
  public Provenance withDelegators(Claim<String> other, Claim<List<String>> between) {
    return new Provenance(other, between, agent, task, purpose, tools, position, prompt, trace);
  }

  public Provenance withAgent(Claim<String> other) {
    return new Provenance(user, chain, other, task, purpose, tools, position, prompt, trace);
  }

  public Provenance withTask(Claim<String> other, Claim<String> end) {
    return new Provenance(user, chain, agent, other, end, tools, position, prompt, trace);
  }

  public Provenance withTrace(Claim<String> other) {
    return new Provenance(user, chain, agent, task, purpose, tools, position, prompt, other);
  }

  /// What this says, and where it says nothing, what `other` says.
  public Provenance over(Provenance other) {
    return new Provenance(
        user.or(other.user),
        chain.or(other.chain),
        agent.or(other.agent),
        task.or(other.task),
        purpose.or(other.purpose),
        tools.or(other.tools),
        position.or(other.position),
        prompt.or(other.prompt),
        trace.or(other.trace));
  }

  /// The name of the first field of which this and `other` say different things.
  public Optional<String> contradicts(Provenance other) {
    if (isAbsent() || other.isAbsent()) {
      return Optional.empty();
    }
    List<Claim<?>> mine = claims();
    List<Claim<?>> others = other.claims();
    for (int i = 0; i < NAMES.size(); i++) {
      if (mine.get(i).contradicts(others.get(i))) {
        return Optional.of(NAMES.get(i));
      }
    }
    return Optional.empty();
  }

  /// Whether nothing is known.
  public boolean isAbsent() {
    return isAbsent(agent)
        && isAbsent(chain)
        && isAbsent(position)
        && isAbsent(prompt)
        && isAbsent(purpose)
        && isAbsent(task)
        && isAbsent(tools)
        && isAbsent(trace)
        && isAbsent(user);
  }

  private static boolean isAbsent(Claim<?> claim) {
    return claim instanceof Claim.Absent<?>;
  }

  /// Whether no field is said by the caller alone.
  public boolean isVerified() {
    if (isAbsent()) {
      return true;
    }
    for (Claim<?> claim : claims()) {
      if (claim instanceof Claim.Asserted<?>) {
        return false;
      }
    }
    return true;
  }

  /// In the order of their names.
  private List<Claim<?>> claims() {
    return List.of(agent, chain, position, prompt, purpose, task, tools, trace, user);
  }

  /// `context.provenance`: each field a record `{status, value}` that is always there; an absent
  /// one has the empty value of its type.
  public RecordValue toValue() {
    return isAbsent() ? ABSENT_VALUE : value(this);
  }

  /// `context.provenance` as it was in records of schema version 2 and before, which knew of fewer
  /// fields.
  public RecordValue toValueOfSchema2() {
    return SHAPE_OF_SCHEMA_2.of(
        text(agent), number(position), text(task), texts(tools), text(user));
  }

  private static RecordValue value(Provenance of) {
    return SHAPE.of(
        text(of.agent),
        texts(of.chain),
        number(of.position),
        text(of.prompt),
        text(of.purpose),
        text(of.task),
        texts(of.tools),
        text(of.trace),
        text(of.user));
  }

  private static RecordValue text(Claim<String> claim) {
    return value(claim, StringValue::new, ABSENT_TEXT);
  }

  private static RecordValue texts(Claim<List<String>> claim) {
    return value(claim, SetValue::ofTexts, ABSENT_TEXTS);
  }

  private static RecordValue number(Claim<Long> claim) {
    return value(claim, LongValue::new, ABSENT_NUMBER);
  }

  private static <T> RecordValue value(
      Claim<T> claim, Function<T, Value> toValue, RecordValue absent) {
    return switch (claim) {
      case Claim.Absent<T> _ -> absent;
      case Claim.Verified<T>(T value) -> CLAIM.of(VERIFIED, toValue.apply(value));
      case Claim.Asserted<T>(T value) -> CLAIM.of(ASSERTED, toValue.apply(value));
    };
  }

  private static RecordValue absent(Value value) {
    return CLAIM.of(new StringValue(Claim.absent().status()), value);
  }
}
