package dev.remit.conformance.oracle;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Threads with a 64 MB stack: the official parser and evaluator recurse, crash the JVM on a small
/// stack and answer "recursion limit" on a middling one.
public final class DeepStack {
  private static final long STACK_BYTES = 64L * 1024 * 1024;

  private DeepStack() {}

  /// The result of `task` on such a thread; at once if this is one. Wrap a batch in one call.
  public static <T> T call(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    if (Thread.currentThread() instanceof DeepThread) {
      future.run();
    } else {
      new DeepThread(future).start();
    }
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Error error ? error : new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static final class DeepThread extends Thread {
    DeepThread(Runnable task) {
      super(null, task, "deep-stack", STACK_BYTES);
      setDaemon(true);
    }
  }
}
