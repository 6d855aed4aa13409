package dev.remit.bench;

/// One engine that has loaded a workload and prepared its requests, as far as it can.
public interface Peer extends AutoCloseable {
  /// Whether request `index` of the workload is permitted.
  boolean isPermitted(int index);

  @Override
  default void close() {}
}
