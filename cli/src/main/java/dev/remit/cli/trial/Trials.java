package dev.remit.cli.trial;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.flow.FlowIndex;
import dev.remit.pdp.flow.FlowKey;
import dev.remit.pdp.flow.GradedCall;
import dev.remit.pdp.input.AgentRun;
import dev.remit.pdp.input.InputLine;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.UuidV7;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Feeds recorded runs through the path that live calls take, each as a task of its own: the user's
/// request, the calls in their order, and the result of each call that was permitted, with the
/// labels that the call left.
///
/// The calls of a suite are decided on the bundle with the suite's tools in `tools/`; on the bundle
/// as it is where its schema has no `Tool`.
public final class Trials {
  private static final String TENANT = "default";
  private static final String POINT = "remit run --against";
  private static final String TOOLS_FILE = "tools/suite.json";
  private static final Clock CLOCK = Clock.systemUTC();

  private final Map<String, Entrant> entrants = new TreeMap<>();
  private final SecureRandom random = new SecureRandom();
  private final SortedMap<Score.Key, Score> scores = new TreeMap<>();
  private final SortedMap<Score.Key, Integer> missing = new TreeMap<>();
  private @Nullable DecisionLog log;
  private long lines;
  private long others;
  private long setAside;
  private long calls;
  private long unrecorded;

  private Trials() {}

  /// A suite and the bundle that decides on it.
  private record Entrant(Suite suite, BundleFiles files, Bundle bundle, Snapshot snapshot) {}

  /// Of these suites, files or folders of them, on the bundle of a folder. Throws with everything
  /// that is wrong with any of them.
  public static Trials of(Terminal terminal, List<Path> places, Path folder, BundleFiles files)
      throws Fault {
    Trials trials = new Trials();
    List<Fault> faults = new ArrayList<>();
    for (Suite suite : SuiteReader.requireAll(terminal, places).values()) {
      try {
        trials.entrants.put(suite.name(), entrant(suite, folder, files));
      } catch (SyntaxException e) {
        faults.add(new Fault("with the tools of suite `" + suite.name() + "`:"));
        faults.add(Fault.of(e));
      }
    }
    var merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
    return trials;
  }

  private static Entrant entrant(Suite suite, Path folder, BundleFiles files)
      throws SyntaxException {
    Bundle plain = BundleReader.read(folder, files);
    if (plain.schema().findEntityType(Tool.TYPE) == null) {
      return new Entrant(suite, files, plain, Snapshot.of(plain));
    }
    byte[] tools =
        JsonWriter.pretty(Json.object(Json.Member.of("tools", suite.written())))
            .getBytes(StandardCharsets.UTF_8);
    BundleFiles with = files.with(new BundleFile(TOOLS_FILE, tools));
    Bundle bundle = BundleReader.read(folder, with);
    return new Entrant(suite, with, bundle, Snapshot.of(bundle));
  }

  /// The bundles that decide, one for each suite.
  public Collection<BundleFiles> bundles() {
    return entrants.values().stream().map(Entrant::files).toList();
  }

  /// Where the decisions are kept; before the first line.
  public void recordTo(DecisionLog kept) {
    log = kept;
  }

  /// One more line of the input, decided and judged.
  public void add(InputLine line) {
    lines++;
    switch (line) {
      case InputLine.SetAside _ -> setAside++;
      case InputLine.Remark _ -> others++;
      case InputLine.Requests work -> {
        AgentRun run = work.run();
        if (run == null || run.suite().isEmpty()) {
          others++;
        } else {
          add(run);
        }
      }
    }
  }

  private void add(AgentRun run) {
    Score.Key key = new Score.Key(run.agent(), run.suite());
    Entrant entrant = entrants.get(run.suite());
    if (entrant == null) {
      missing.merge(key, 1, Integer::sum);
      return;
    }
    List<String> results = new ArrayList<>();
    List<DecidedCall> decided = decide(run, entrant, results);
    Suite.Attack attack = entrant.suite().attacks().get(run.attack());
    Judge judge = new Judge(entrant.suite(), decided, results, attack);
    Score score = scores.computeIfAbsent(key, _ -> new Score());
    decided.stream()
        .filter(call -> call.denials().contains(ReasonCode.UNMAPPED.code()))
        .forEach(call -> score.unmapped.merge(call.tool(), 1, Integer::sum));
    if (run.attack().isEmpty()) {
      score.addWork(judge, run.useful(), !entrant.suite().attacks().containsKey(run.userTask()));
    } else {
      score.addPair(judge, run.attacked(), run.useful());
    }
  }

  /// `results` are those that were there, whatever was decided: to judge with.
  private List<DecidedCall> decide(AgentRun run, Entrant entrant, List<String> results) {
    DecisionPath path =
        new DecisionPath(
            new Decider(
                entrant.bundle(),
                entrant.snapshot(),
                new Decider.Origin(TENANT, RecordKind.RUN, POINT),
                new Decider.Sources(CLOCK, System::nanoTime, random)),
            Objects.requireNonNull(log, "log"));
    FlowIndex index =
        FlowIndex.open(
            run.said(),
            entrant.suite().tools(),
            entrant.bundle().manifest().selection(),
            FlowKey.draw(random));
    RunTask task = task(run, entrant.bundle());
    List<GradedCall> graded = new ArrayList<>();
    List<SortedSet<String>> labels = new ArrayList<>();
    List<DecidedCall> decided = new ArrayList<>();
    for (AgentRun.Step step : run.steps()) {
      switch (step) {
        case AgentRun.Step.Call(var request) -> {
          GradedCall call = index.grade(request.tool(), request.arguments());
          Decider.Unsettled answer =
              path.rule(
                  request,
                  new LiveContext(Credential.absent(), task.view(CLOCK.instant()), call.flow()));
          DecisionRecord record = answer.record();
          task.take(record, answer.effects());
          labels.add(answer.effects().labels());
          calls++;
          unrecorded +=
              record.decision().reasons().getFirst().code() == ReasonCode.NOT_RECORDED ? 1 : 0;
          graded.add(call);
          decided.add(new DecidedCall(request.tool(), request.arguments(), record.decision()));
        }
        case AgentRun.Step.Result(int call, String text) -> {
          results.add(text);
          if (!decided.get(call).isDenied()) {
            index.take(graded.get(call), labels.get(call), text);
          }
        }
      }
    }
    return decided;
  }

  private RunTask task(AgentRun run, Bundle bundle) {
    Instant now = CLOCK.instant();
    return new RunTask(
        bundle.manifest().tasks(),
        new TaskId(UuidV7.of(now.toEpochMilli(), random)),
        new EntityUid(bundle.manifest().mapping().agentType(), run.agent()),
        now);
  }

  /// Whether a run was judged and every decision recorded.
  public boolean isJudged() {
    return !scores.isEmpty() && unrecorded == 0;
  }

  /// What it came to; `complete` says that every input was read to its end, `kept` is what the log
  /// is called.
  public void print(Terminal terminal, Bundle bundle, String kept, boolean complete, boolean json) {
    String name = bundle.manifest().name() + " " + bundle.digest().brief();
    TrialReport report =
        new TrialReport(
            List.copyOf(entrants.keySet()),
            scores,
            missing,
            lines,
            others,
            setAside,
            calls,
            unrecorded,
            complete);
    if (json) {
      TrialJson.print(terminal, report, name, kept);
    } else {
      new TrialText(terminal, report).print(name, kept);
    }
  }
}
