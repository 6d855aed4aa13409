package dev.remit.cli.observe;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Whether the user wants the command to stop: it then has time to end as it should.
final class StopRequest implements BooleanSupplier, AutoCloseable {
  private static final long WAIT_SECONDS_MAX = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("remit-import-stop").unstarted(this::ask);

  private StopRequest() {}

  static StopRequest onInterrupt() {
    StopRequest request = new StopRequest();
    Runtime.getRuntime().addShutdownHook(request.hook);
    return request;
  }

  private void ask() {
    asked.countDown();
    try {
      boolean _ = ended.await(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean getAsBoolean() {
    return asked.getCount() == 0;
  }

  /// Waits, and returns at once when a stop is asked for; true if it is.
  boolean await(long millis) {
    try {
      return asked.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// The command has ended what it does.
  @Override
  public void close() {
    ended.countDown();
    if (!getAsBoolean()) {
      try {
        boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // The process is ending anyway.
      }
    }
  }
}
