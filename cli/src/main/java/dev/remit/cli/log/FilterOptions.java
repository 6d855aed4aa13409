package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cli.terminal.Fault;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.query.Condition;
import dev.remit.store.row.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which records, by options that must all hold.
final class FilterOptions {
  @Option(
      names = "--principal",
      paramLabel = "ENTITY",
      description = "Who asked: `T::\"id\"`, or the id alone.")
  private @Nullable String principal;

  @Option(
      names = "--action",
      paramLabel = "ENTITY",
      description = "What they wanted to do, given likewise.")
  private @Nullable String action;

  @Option(
      names = "--resource",
      paramLabel = "ENTITY",
      description = "What they wanted it of, given likewise; one of several counts.")
  private @Nullable String resource;

  @Option(names = "--outcome", paramLabel = "OUTCOME", description = "`permit` or `deny`.")
  private @Nullable String outcome;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Why: a code such as `no-permit`, or the id of a policy.")
  private @Nullable String reason;

  @Option(names = "--task", paramLabel = "TASK", description = "The task it was part of.")
  private @Nullable String task;

  @Option(
      names = "--point",
      paramLabel = "POINT",
      description = "The decision point that answered.")
  private @Nullable String point;

  @Option(names = "--tenant", paramLabel = "TENANT", description = "The tenant whose it is.")
  private @Nullable String tenant;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "`decision`, `run`, `search`, `task` or `observation`.")
  private @Nullable String kind;

  @Mixin private WindowOptions window = new WindowOptions();

  /// Throws with everything that is wrong with any of them.
  List<Condition> conditions(Instant now) throws Fault {
    Conditions conditions = new Conditions();
    conditions.addEntity("--principal", principal, Condition::principal, Condition::principal);
    conditions.addEntity("--action", action, Condition::action, Condition::action);
    conditions.addEntity("--resource", resource, Condition::resource, Condition::resource);
    conditions.addOneOf("--outcome", outcome, Column.OUTCOME, List.of("permit", "deny"));
    conditions.addOneOf(
        "--kind", kind, Column.KIND, Stream.of(RecordKind.values()).map(RecordKind::text).toList());
    conditions.add(reason, Condition::reason);
    conditions.add(task, text -> Condition.is(Column.TASK, text));
    conditions.add(point, text -> Condition.is(Column.POINT, text));
    conditions.add(tenant, text -> Condition.is(Column.TENANT, text));
    conditions.addMoment(() -> window.since(now), Condition::since);
    conditions.addMoment(() -> window.until(now), Condition::before);
    return conditions.granted();
  }

  /// A moment that somebody may have named.
  @FunctionalInterface
  interface MomentGiven {
    Optional<Instant> read() throws Fault;
  }

  /// Conditions under way, and what is wrong with some.
  static final class Conditions {
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    void add(@Nullable String text, Function<String, Condition> condition) {
      if (text != null) {
        conditions.add(condition.apply(text));
      }
    }

    void addEntity(
        String option,
        @Nullable String text,
        Function<EntityUid, Condition> ofUid,
        Function<String, Condition> ofId) {
      if (text == null) {
        return;
      }
      try {
        conditions.add(EntityText.read(option, text, ofUid, ofId));
      } catch (Fault e) {
        faults.add(e);
      }
    }

    void addOneOf(String option, @Nullable String text, Column column, List<String> known) {
      if (text == null) {
        return;
      }
      if (known.contains(text)) {
        conditions.add(Condition.is(column, text));
      } else {
        refuse(option, text, "is not known; it is " + Choices.text(known.stream()));
      }
    }

    void addMoment(MomentGiven given, Function<Instant, Condition> condition) {
      try {
        given.read().map(condition).ifPresent(conditions::add);
      } catch (Fault e) {
        faults.add(e);
      }
    }

    private void refuse(String option, String text, String what) {
      faults.add(new Fault(option + ": `" + text + "` " + what));
    }

    List<Condition> granted() throws Fault {
      Optional<Fault> merged = Fault.merge(faults);
      if (merged.isPresent()) {
        throw merged.get();
      }
      return conditions;
    }
  }
}
