package dev.remit.store.log;

/// When a record counts as kept.
public enum Durability {
  /// Once it is forced to disk: nothing acknowledged is lost, whatever happens but to the disk.
  DURABLE,
  /// Once the operating system has it: nothing is lost when the process ends, however it ends; a
  /// loss of power costs at most what came in [LogSettings#FORCE_EVERY] and was being forced.
  BUFFERED
}
