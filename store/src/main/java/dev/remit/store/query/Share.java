package dev.remit.store.query;

/// How much of the machine the queries of a table may take.
public enum Share {
  /// What a process may that does nothing else.
  WHOLE("1GiB", "64GiB", Math.min(8, Runtime.getRuntime().availableProcessors())),
  /// What leaves room for the decisions of the same process.
  BESIDE("512MiB", "4GiB", Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4));

  private final String memory;
  private final String spill;
  private final int threads;

  Share(String memory, String spill, int threads) {
    this.memory = memory;
    this.spill = spill;
    this.threads = threads;
  }

  /// Beyond which the engine writes to the temporary folder.
  String memory() {
    return memory;
  }

  /// What it may write there: the disk may be the one that the log is on.
  String spill() {
    return spill;
  }

  int threads() {
    return threads;
  }
}
