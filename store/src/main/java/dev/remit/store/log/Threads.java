package dev.remit.store.log;

/// Waiting for threads that end by themselves.
final class Threads {
  private Threads() {}

  /// Returns once the thread has ended, also if the caller is interrupted meanwhile.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
