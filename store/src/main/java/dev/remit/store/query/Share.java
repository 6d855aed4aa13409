package dev.remit.store.query;

/// How much of the machine the queries of a table may take.
public enum Share {
  /// What a process may that does nothing else.
  WHOLE("1GiB", Math.min(8, Runtime.getRuntime().availableProcessors())),
  /// What leaves room for the decisions of the same process.
  BESIDE("512MiB", Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4));

  private final String memory;
  private final int threads;

  Share(String memory, int threads) {
    this.memory = memory;
    this.threads = threads;
  }

  /// Beyond which the engine writes to the temporary folder.
  String memory() {
    return memory;
  }

  int threads() {
    return threads;
  }
}
