package dev.remit.cli.run;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.CauseFinder;
import dev.remit.insight.RunTally;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.input.InputLine;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.RawRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// Reads recorded work, decides each request of it on one bundle, and counts.
final class RecordedWork {
  private static final String TENANT = "default";
  private static final String POINT = "remit run";

  private final Terminal terminal;
  private final DecisionPath path;
  private final RunTally tally;
  private final RunProgress progress;
  private boolean complete = true;

  private RecordedWork(Terminal terminal, DecisionPath path, RunTally tally) {
    this.terminal = terminal;
    this.path = path;
    this.tally = tally;
    this.progress = new RunProgress(terminal);
  }

  /// Throws for what keeps the run from starting; what happens later is part of the outcome.
  static Outcome run(Terminal terminal, List<String> inputs, Path bundleFolder, Keeping keeping)
      throws Fault {
    List<WorkFile> files = WorkFile.requireAll(terminal, inputs);
    BundleFiles bundleFiles = bundleFiles(bundleFolder);
    Bundle bundle = bundle(bundleFolder, bundleFiles);
    Snapshot snapshot = Snapshot.of(bundle);
    RunTally tally = new RunTally(new CauseFinder(bundle, snapshot));
    long started = System.nanoTime();
    try (DecisionLog log = keeping.open(List.of(bundleFiles), bundle)) {
      DecisionPath path =
          new DecisionPath(
              new Decider(
                  bundle,
                  snapshot,
                  new Decider.Origin(TENANT, RecordKind.RUN, POINT),
                  new Decider.Sources(Clock.systemUTC(), System::nanoTime, new SecureRandom())),
              log);
      RecordedWork work = new RecordedWork(terminal, path, tally);
      files.forEach(work::read);
      return new Outcome(
          bundle, tally.report(), keeping, work.complete, System.nanoTime() - started);
    } catch (AppendFailed e) {
      throw new Fault(e.text());
    }
  }

  static BundleFiles bundleFiles(Path folder) throws Fault {
    try {
      return BundleReader.readFiles(folder);
    } catch (SyntaxException e) {
      throw Fault.of(e);
    }
  }

  static Bundle bundle(Path folder, BundleFiles files) throws Fault {
    try {
      return BundleReader.read(folder, files);
    } catch (SyntaxException e) {
      throw Fault.of(e);
    }
  }

  private void read(WorkFile file) {
    complete &= file.read(terminal, this::answer);
    tally.addFile();
  }

  private void answer(InputLine line) {
    tally.add(line);
    if (line instanceof InputLine.Requests work) {
      for (RawRequest request : work.requests()) {
        DecisionRecord record = path.answer(request);
        tally.add(record);
        progress.step();
      }
    }
  }
}
