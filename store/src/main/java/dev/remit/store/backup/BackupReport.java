package dev.remit.store.backup;

import java.util.Objects;

/// What a backup holds, and how much of it was not there before.
public record BackupReport(Manifest manifest, long copiedFiles, long copiedBytes) {
  public BackupReport {
    Objects.requireNonNull(manifest, "manifest");
  }
}
