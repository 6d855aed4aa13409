package dev.remit.store.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowCheck;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where callers leave records and the one writing thread fetches them: whatever came while it
/// wrote is its next batch, so nobody waits for company and a busy log writes in large groups.
///
/// `lock` guards all fields.
final class BatchQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final long waitMaxNanos;
  private Batch open = new Batch();
  private @Nullable AppendFailed failure;
  private boolean closing;
  private long received;
  private long logged;
  private long refused;

  BatchQueue(long waitMaxNanos) {
    this.waitMaxNanos = waitMaxNanos;
  }

  /// What is done once the record is kept.
  ///
  /// Throws if the log failed or is closed, or if there is no room for the record in time.
  CompletableFuture<@Nullable Void> add(Row row) throws AppendFailed {
    int chars = row.chars();
    AppendFailed unfit = unfit(row, chars);
    lock.lock();
    try {
      return enter(row, chars, unfit);
    } finally {
      lock.unlock();
    }
  }

  /// As [#add], but null where the record would have to wait for room; such a one is not received.
  @Nullable CompletableFuture<@Nullable Void> offer(Row row) throws AppendFailed {
    int chars = row.chars();
    AppendFailed unfit = unfit(row, chars);
    lock.lock();
    try {
      boolean isUsable = unfit == null && failure == null && !closing;
      return isUsable && !open.hasRoomFor(chars) ? null : enter(row, chars, unfit);
    } finally {
      lock.unlock();
    }
  }

  /// Counts a record that was refused before it came here.
  void refuse() {
    lock.lock();
    try {
      received++;
      refused++;
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<@Nullable Void> enter(Row row, int chars, @Nullable AppendFailed unfit)
      throws AppendFailed {
    received++;
    try {
      if (unfit != null) {
        throw unfit;
      }
      awaitRoom(chars);
    } catch (AppendFailed e) {
      refused++;
      throw e;
    }
    boolean first = open.isEmpty();
    open.add(row, chars);
    if (first) {
      filled.signal();
    }
    return open.done();
  }

  /// Why a record can never be kept, or null.
  private static @Nullable AppendFailed unfit(Row row, int chars) {
    if (chars > LogSettings.RECORD_CHARS_MAX) {
      return AppendFailed.ofRecord(
          "the record has "
              + chars
              + " characters, more than "
              + LogSettings.RECORD_CHARS_MAX
              + "; send less with the request");
    }
    String problem = RowCheck.problem(row);
    return problem == null ? null : AppendFailed.ofRecord("the record cannot be kept: " + problem);
  }

  private void awaitRoom(int chars) throws AppendFailed {
    long left = waitMaxNanos;
    requireUsable();
    while (!open.hasRoomFor(chars)) {
      if (left <= 0) {
        throw new AppendFailed(
            "the log does not keep up, and the record waited "
                + TimeUnit.NANOSECONDS.toMillis(waitMaxNanos)
                + " ms; ask less, or give the log a faster disk",
            null);
      }
      try {
        left = emptied.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AppendFailed("interrupted while the log was full; ask again", e);
      }
      requireUsable();
    }
  }

  private void requireUsable() throws AppendFailed {
    if (failure != null) {
      throw failure;
    }
    if (closing) {
      throw new AppendFailed("the log is closed; open it again", null);
    }
  }

  /// What is done once everything added before is forced to disk.
  CompletableFuture<@Nullable Void> force() throws AppendFailed {
    lock.lock();
    try {
      requireUsable();
      open.requestForce();
      filled.signal();
      return open.done();
    } finally {
      lock.unlock();
    }
  }

  /// The next batch; an empty one after `waitNanos`, null once the queue is closed and empty.
  @Nullable Batch take(long waitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = waitNanos;
      while (open.isEmpty() && !closing && left > 0) {
        left = filled.awaitNanos(left);
      }
      if (open.isEmpty()) {
        return closing ? null : new Batch();
      }
      Batch taken = open;
      open = new Batch();
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// The records of a batch are kept.
  void complete(Batch batch) {
    lock.lock();
    try {
      logged += batch.rows().size();
    } finally {
      lock.unlock();
    }
    batch.done().complete(null);
  }

  /// Nothing can be kept any more: fails the batch and all that comes.
  void fail(Batch batch, AppendFailed because) {
    Batch waiting;
    lock.lock();
    try {
      failure = because;
      waiting = open;
      open = new Batch();
      refused += batch.rows().size() + waiting.rows().size();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
    batch.done().completeExceptionally(because);
    waiting.done().completeExceptionally(because);
  }

  /// Takes no more; what was added before is still fetched.
  void close() {
    lock.lock();
    try {
      closing = true;
      filled.signal();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  LogAccounts accounts() {
    lock.lock();
    try {
      return new LogAccounts(received, logged, refused);
    } finally {
      lock.unlock();
    }
  }

  @Nullable AppendFailed failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }
}
