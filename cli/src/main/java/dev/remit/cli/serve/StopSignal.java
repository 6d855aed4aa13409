package dev.remit.cli.serve;

import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.store.log.LogAccounts;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Waits until the process is told to stop, then closes the service.
final class StopSignal {
  private StopSignal() {}

  /// Returns when the service is closed, or never, because the process has ended by then.
  static void await(RemitServer server, Consumer<String> operator) {
    CountDownLatch closed = new CountDownLatch(1);
    Thread closing =
        Thread.ofPlatform()
            .name("remit-stop")
            .unstarted(() -> {
              try {
                server.close();
                operator.accept("remit: stopped; " + text(server.accounts()));
              } catch (ServerFault e) {
                operator.accept("remit: stopped with a fault: " + e.text());
              } finally {
                closed.countDown();
              }
            });
    Runtime.getRuntime().addShutdownHook(closing);
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(LogAccounts accounts) {
    return "%d records received = %d logged + %d refused"
        .formatted(accounts.received(), accounts.logged(), accounts.refused());
  }
}
