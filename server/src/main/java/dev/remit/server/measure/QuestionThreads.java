package dev.remit.server.measure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The threads of a service on which questions about its whole log are answered, a few at once for
/// all tenants together. The engine of the log's table is native code, and would keep the threads
/// that others share for as long as a query runs. Any thread may ask.
public final class QuestionThreads implements AutoCloseable {
  /// Questions at once.
  static final int AT_ONCE_MAX = 2;

  private final Semaphore places = new Semaphore(AT_ONCE_MAX);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE_MAX, Thread.ofPlatform().daemon().name("remit-question-", 0).factory());

  /// Whether there is a place, which is the caller's then to give back.
  boolean take() {
    return places.tryAcquire();
  }

  void giveBack() {
    places.release();
  }

  /// For whoever has a place.
  void run(Runnable answering) {
    threads.execute(answering);
  }

  /// Once nobody asks any more.
  @Override
  public void close() {
    threads.close();
  }
}
