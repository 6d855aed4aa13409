package dev.remit.server.ledger;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that what passes through the tasks of one tenant may take, in bytes. Any thread may
/// call.
public final class FlowMemory {
  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();

  public FlowMemory(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Whether there was room for so many more; less than none gives some back.
  boolean reserve(long bytes) {
    while (true) {
      long before = held.get();
      if (bytes > 0 && bytes > bytesMax - before) {
        return false;
      }
      if (held.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /// A message was not taken in, because a task or this memory is full.
  void leaveOut() {
    leftOut.incrementAndGet();
  }

  /// Messages that were not taken in since the start for want of room.
  public long leftOut() {
    return leftOut.get();
  }

  /// Bytes that are taken now.
  public long held() {
    return held.get();
  }
}
