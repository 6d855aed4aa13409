package dev.remit.store.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.disk.Disk;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The decision log: records in segments, each group of them a link of a hash chain.
///
/// Any thread may append. One thread of the log's own writes segments, another turns them into
/// sealed parts. Who else may have the log open is for the holder of the data folder to settle.
public final class SegmentedLog implements DecisionLog {
  private final BatchQueue queue;
  private final GroupWriter writer;
  private final SealingThread sealing;
  private final Thread thread;

  private SegmentedLog(BatchQueue queue, GroupWriter writer, SealingThread sealing) {
    this.queue = queue;
    this.writer = writer;
    this.sealing = sealing;
    this.thread = Thread.ofPlatform().daemon().name("remit-log").unstarted(this::work);
  }

  /// Opens the log of a disk, or makes it; `newId` draws the id of a new one. Takes off the end
  /// what a crash left there.
  public static SegmentedLog open(
      Disk disk, LogSettings settings, InstantSource clock, Supplier<UUID> newId)
      throws AppendFailed {
    try {
      LogFiles.createFolders(disk);
      Head head = Recovery.open(disk, newId);
      GroupWriter writer = new GroupWriter(disk, settings, clock, head);
      SealingThread sealing = new SealingThread(disk, settings, writer::written);
      BatchQueue queue = new BatchQueue(settings.waitMax().toNanos());
      SegmentedLog log = new SegmentedLog(queue, writer, sealing);
      log.thread.start();
      sealing.start();
      return log;
    } catch (IOException e) {
      throw new AppendFailed("the log cannot be opened (" + e.getMessage() + ")", e);
    }
  }

  private void work() {
    while (true) {
      Batch batch = take();
      if (batch == null) {
        return;
      }
      try {
        if (writer.write(batch)) {
          sealing.wake();
        }
      } catch (IOException e) {
        queue.fail(batch, failed(e));
        return;
      } catch (RuntimeException | Error e) {
        // The outermost handler of the thread: past it, everybody would wait for it for ever.
        queue.fail(batch, defect(e));
        return;
      }
      if (!batch.isEmpty()) {
        queue.complete(batch);
      }
    }
  }

  /// The next batch, empty where it is time for a force; null at the end.
  private @Nullable Batch take() {
    try {
      return queue.take(writer.nanosToForce());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the thread of the log", e);
    }
  }

  private static AppendFailed failed(IOException e) {
    return new AppendFailed(
        "the log cannot be written (" + e.getMessage() + "); mend the disk and start again", e);
  }

  private static AppendFailed defect(Throwable e) {
    return new AppendFailed("the log cannot be written (" + e + "); start again, and report it", e);
  }

  @Override
  public void append(DecisionRecord record) throws AppendFailed {
    await(submit(record));
  }

  /// As [#append], for callers that do not wait: done once the record is kept, failed with
  /// [AppendFailed]. Blocks only while the log does not keep up.
  public CompletableFuture<@Nullable Void> submit(DecisionRecord record) throws AppendFailed {
    return submit(RecordRows.of(record));
  }

  /// As [#submit(DecisionRecord)] for callers that may never block: null where the log does not
  /// keep up just now, and then the record was not taken.
  public @Nullable CompletableFuture<@Nullable Void> offer(DecisionRecord record)
      throws AppendFailed {
    return queue.offer(RecordRows.of(record));
  }

  /// As [#submit(DecisionRecord)], for a row that is not yet placed.
  public CompletableFuture<@Nullable Void> submit(Row row) throws AppendFailed {
    return queue.add(row);
  }

  @Override
  public void commit() throws AppendFailed {
    await(queue.force());
  }

  private static void await(CompletableFuture<@Nullable Void> done) throws AppendFailed {
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AppendFailed failed) {
        throw failed;
      }
      throw e;
    }
  }

  /// What became of the records since the log was opened.
  public LogAccounts accounts() {
    return queue.accounts();
  }

  /// The end of the chain, with every record that is acknowledged and perhaps some that are not
  /// yet.
  public Head head() {
    return writer.head();
  }

  /// Why what is written is not being sealed, for whoever watches over the process; null where all
  /// is well.
  public @Nullable String sealingProblem() {
    return sealing.problem();
  }

  @Override
  public void close() throws AppendFailed {
    queue.close();
    Threads.join(thread);
    sealing.close();
    AppendFailed failure = queue.failure();
    try {
      writer.close();
    } catch (IOException e) {
      // What failed first says why.
      failure = failure == null ? failed(e) : failure;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
