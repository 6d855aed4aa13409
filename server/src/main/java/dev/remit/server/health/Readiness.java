package dev.remit.server.health;

import dev.remit.pdp.record.UnrecordedAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;

/// Whether the service can do its work: decide on a bundle, and record what it decides.
public final class Readiness {
  /// Free bytes of the disk of the data folder, below which the service counts as not ready: it is
  /// better taken out than found denying everything.
  static final long FREE_BYTES_MIN = 64L * 1024 * 1024;

  private final Vitals vitals;

  public Readiness(Vitals vitals) {
    this.vitals = Objects.requireNonNull(vitals, "vitals");
  }

  /// One thing that was looked at. What is not `isNeeded` is told, and keeps nobody from asking.
  record Check(String name, boolean isWell, boolean isNeeded) {
    Check {
      Objects.requireNonNull(name, "name");
    }
  }

  List<Check> checks() {
    return List.of(
        // No tenant is served without a bundle: the start would have failed.
        new Check("bundle", true, true),
        new Check("log", vitals.log().failure() == null, !answersUnrecorded()),
        new Check("disk", freeBytes() >= FREE_BYTES_MIN, true),
        // What is not sealed is kept all the same.
        new Check("sealing", vitals.log().sealingProblem() == null, false),
        // Whoever chose to answer without records sees here that it happened.
        new Check("recorded", vitals.unrecorded().answered() == 0, false));
  }

  /// Whether the operator chose that work goes on without records.
  private boolean answersUnrecorded() {
    return vitals.unrecorded().choice() == UnrecordedAnswers.Choice.ANSWER;
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(vitals.data()).getUsableSpace();
    } catch (IOException _) {
      return 0;
    }
  }
}
