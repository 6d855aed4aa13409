package dev.remit.store.query;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Whether what asks a table was told to end. Any thread may cancel; one thread asks.
///
/// The engine forgets an interruption that comes while no statement runs, so it is interrupted
/// again and again until the table is closed.
final class Cancellation {
  private static final long EVERY_NANOS = 5_000_000;

  private volatile boolean cancelled;
  private volatile boolean over;
  private volatile @Nullable Statement running;

  /// Ends the statement under way and all that come.
  void cancel() {
    cancelled = true;
    Thread.ofVirtual().name("remit-query-cancel").start(this::interrupt);
  }

  private void interrupt() {
    while (!over) {
      Statement statement = running;
      if (statement != null) {
        try {
          statement.cancel();
        } catch (SQLException _) {
          // It has ended by itself.
        }
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  /// A statement is about to run. Throws if there is to be none any more.
  void begin(Statement statement) throws QueryFault {
    running = statement;
    require();
  }

  /// Throws once it was cancelled.
  void require() throws QueryFault {
    if (cancelled) {
      throw new QueryFault("the query was cancelled; ask for less, or again", null);
    }
  }

  /// The table is closed.
  void end() {
    over = true;
    running = null;
  }
}
