package dev.remit.store.backup;

import java.util.Objects;

/// What was restored. `rollupsLeftOut` is 0, or the number of all rollups of sealed parts where
/// some of them were not what their parts' records make; they are made anew when the log is opened.
public record RestoreReport(Manifest manifest, int rollupsLeftOut) {
  public RestoreReport {
    Objects.requireNonNull(manifest, "manifest");
  }
}
