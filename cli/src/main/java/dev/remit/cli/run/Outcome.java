package dev.remit.cli.run;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.insight.RunReport;
import dev.remit.insight.rate.Account;
import dev.remit.pdp.bundle.Bundle;
import java.util.Objects;

/// A finished run: its report, and where its records are.
///
/// `complete` says that every input was read to its end. `elapsedNanos` is the time of the whole
/// run, reading and recording included.
record Outcome(Bundle bundle, RunReport report, Keeping kept, boolean complete, long elapsedNanos) {
  Outcome {
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(kept, "kept");
  }

  /// Records that were kept.
  long recorded() {
    return report.total().attempts() - report.total().count(Account.UNRECORDED);
  }

  int exitCode() {
    boolean asked = report.total().attempts() > 0;
    return complete && asked && report.total().count(Account.UNRECORDED) == 0
        ? ExitCode.OK
        : ExitCode.FAULT;
  }
}
