package dev.remit.cli.run;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.trial.Trials;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads recorded runs of suites, decides them on one bundle with the suites' tools, and judges.
final class TrialWork {
  private TrialWork() {}

  /// The exit code. Throws for what keeps it from starting; what happens later is reported.
  static int run(
      Terminal terminal,
      List<String> inputs,
      Path folder,
      List<Path> suites,
      Keeping keeping,
      boolean json)
      throws Fault {
    List<WorkFile> files = WorkFile.requireAll(terminal, inputs);
    BundleFiles bundleFiles = RecordedWork.bundleFiles(folder);
    Bundle bundle = RecordedWork.bundle(folder, bundleFiles);
    Trials trials = Trials.of(terminal, suites, folder, bundleFiles);
    List<BundleFiles> kept = new ArrayList<>(trials.bundles());
    kept.add(bundleFiles);
    boolean complete = true;
    try (DecisionLog log = keeping.open(kept, bundle)) {
      trials.recordTo(log);
      for (WorkFile file : files) {
        complete &= file.read(terminal, trials::add);
      }
    } catch (AppendFailed e) {
      throw new Fault(e.text());
    }
    trials.print(terminal, bundle, keeping.name(), complete, json);
    return complete && trials.isJudged() ? ExitCode.OK : ExitCode.FAULT;
  }
}
