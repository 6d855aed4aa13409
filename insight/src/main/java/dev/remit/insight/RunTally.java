package dev.remit.insight;

import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.Counts;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.input.InputLine;
import dev.remit.pdp.record.DecisionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Counts lines and records as they come, for a [RunReport]. For one thread.
public final class RunTally {
  /// Lines set aside that are kept as examples.
  public static final int EXAMPLES_MAX = 20;

  /// The name in a breakdown of what has no task.
  public static final String NO_TASK = "(no task)";

  private final CauseFinder causeFinder;
  private final Breakdown.Builder agents = new Breakdown.Builder();
  private final Breakdown.Builder tools = new Breakdown.Builder();
  private final Breakdown.Builder tasks = new Breakdown.Builder();
  private final Map<DenialCause.Key, DenialCause> causes = new LinkedHashMap<>();
  private final Latencies latencies = new Latencies();
  private final List<InputLine.SetAside> examples = new ArrayList<>();
  private Counts total = Counts.NONE;
  private long files;
  private long withRequests;
  private long remarks;
  private long setAside;

  public RunTally(CauseFinder causeFinder) {
    this.causeFinder = Objects.requireNonNull(causeFinder, "causeFinder");
  }

  /// One more file is read.
  public void addFile() {
    files++;
  }

  public void add(InputLine line) {
    switch (line) {
      case InputLine.Requests _ -> withRequests++;
      case InputLine.Remark _ -> remarks++;
      case InputLine.SetAside aside -> {
        setAside++;
        if (examples.size() < EXAMPLES_MAX) {
          examples.add(aside);
        }
      }
    }
  }

  /// A search, or a note of a task, decides nothing for anybody and counts nowhere.
  public void add(DecisionRecord record) {
    if (record.kind().isOutsideRates()) {
      return;
    }
    Counts one = counts(record);
    total = total.plus(one);
    agents.add(record.principal().toString(), one);
    tools.add(record.action().id(), one);
    tasks.add(record.inputs().provenance().task().valueOr(NO_TASK), one);
    if (record.isEvaluated()) {
      latencies.add(record.latencyNanos());
    }
    if (record.decision() instanceof Decision.Deny) {
      addCause(record);
    }
  }

  private static Counts counts(DecisionRecord record) {
    return Account.of(record.decision().reasons().getFirst().code())
        .map(account -> Counts.of(account, 1))
        .orElse(Counts.NONE);
  }

  private void addCause(DecisionRecord record) {
    String text = record.decision().reasons().getFirst().text();
    String origin = record.inputs().raw().origin();
    DenialCause.Key key = causeFinder.find(record);
    causes.merge(
        key,
        new DenialCause(key, text, origin, 1),
        (old, more) -> new DenialCause(key, old.text(), old.example(), old.count() + 1));
  }

  public RunReport report() {
    Intake intake =
        new Intake(
            files, withRequests + remarks + setAside, withRequests, remarks, setAside, examples);
    List<DenialCause> sorted =
        causes.values().stream()
            .sorted(Comparator.comparingLong(DenialCause::count).reversed())
            .toList();
    return new RunReport(
        intake, total, agents.build(), tools.build(), tasks.build(), sorted, latencies.timing());
  }
}
