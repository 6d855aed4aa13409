package dev.remit.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Runs a task on a thread whose stack is as small as a server's may be.
public final class SmallStack {
  private SmallStack() {}

  /// The result of `task`, run on a stack of `bytes`; what it throws is the cause of an
  /// [AssertionError].
  public static <T> T call(int bytes, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, "small-stack", bytes);
    thread.start();
    try {
      return future.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError("on a stack of " + bytes + " bytes", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
