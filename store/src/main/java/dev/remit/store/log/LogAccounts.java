package dev.remit.store.log;

/// What became of the records that a log was given since it was opened: `received` is `logged` plus
/// `refused`, but for those that are still waiting.
public record LogAccounts(long received, long logged, long refused) {
  /// Records that wait to be committed.
  public long waiting() {
    return received - logged - refused;
  }
}
