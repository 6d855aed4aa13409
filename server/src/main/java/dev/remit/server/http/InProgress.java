package dev.remit.server.http;

import java.util.concurrent.atomic.AtomicInteger;

/// How many requests are in progress, which is bounded. Any thread may call.
final class InProgress {
  private final int max;
  private final AtomicInteger count = new AtomicInteger();

  InProgress(int max) {
    this.max = max;
  }

  /// Whether one more may begin; it is then to be ended.
  boolean begin() {
    if (count.incrementAndGet() <= max) {
      return true;
    }
    count.decrementAndGet();
    return false;
  }

  void end() {
    count.decrementAndGet();
  }
}
