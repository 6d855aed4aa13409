package dev.remit.store.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.store.disk.Disk;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.keys.RowEncryption;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowCheck;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
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
  private final @Nullable RowEncryption encryption;
  private volatile Consumer<List<Row>> follower = rows -> {};

  private SegmentedLog(
      BatchQueue queue,
      GroupWriter writer,
      SealingThread sealing,
      @Nullable RowEncryption encryption) {
    this.encryption = encryption;
    this.queue = queue;
    this.writer = writer;
    this.sealing = sealing;
    this.thread = Thread.ofPlatform().daemon().name("remit-log").unstarted(this::work);
  }

  /// As the one below, for records without fields to encrypt; those with some are refused.
  public static SegmentedLog open(
      Disk disk, LogSettings settings, InstantSource clock, Supplier<UUID> newId)
      throws AppendFailed {
    return open(disk, settings, clock, newId, null);
  }

  /// Opens the log of a disk, or makes it; `newId` draws the id of a new one. Takes off the end
  /// what a crash left there. `keys` are those of the data folder.
  public static SegmentedLog open(
      Disk disk,
      LogSettings settings,
      InstantSource clock,
      Supplier<UUID> newId,
      @Nullable KeyFolder keys)
      throws AppendFailed {
    try {
      LogFiles.createFolders(disk);
      Head head = Recovery.open(disk, newId);
      GroupWriter writer = new GroupWriter(disk, settings, clock, head);
      SealingThread sealing = new SealingThread(disk, settings, writer::written);
      BatchQueue queue = new BatchQueue(settings.waitMax().toNanos());
      SegmentedLog log =
          new SegmentedLog(queue, writer, sealing, keys == null ? null : new RowEncryption(keys));
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
        tellFollower();
        queue.complete(batch);
      }
    }
  }

  /// Before anybody knows that the records are kept: who begins to follow after that is not given
  /// them. Who fails is let go, because past this the log's thread would end.
  private void tellFollower() {
    try {
      follower.accept(writer.lastWritten());
    } catch (RuntimeException | Error _) {
      follower = rows -> {};
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
    Row row = RecordRows.of(record);
    EncryptedFields fields = record.inputs().encrypted();
    return submit(fields.isEmpty() ? row : encrypted(row, fields));
  }

  /// Before the record waits for its turn, so that its key is on the disk before it is.
  private Row encrypted(Row row, EncryptedFields fields) throws AppendFailed {
    try {
      String problem = RowCheck.problem(row);
      if (problem != null) {
        throw new AppendFailed("the record cannot be kept: " + problem, null);
      }
      if (encryption == null) {
        throw new AppendFailed(
            "the record has fields to encrypt, and this log no keys; open it with those of the data"
                + " folder",
            null);
      }
      return encryption.encrypt(row, fields);
    } catch (AppendFailed e) {
      queue.refuse();
      throw e;
    } catch (IOException e) {
      queue.refuse();
      throw new AppendFailed(
          "fields of the record cannot be encrypted ("
              + e.getMessage()
              + "); mend the disk of `keys/` and start again",
          e);
    } catch (UnreadableRecord e) {
      queue.refuse();
      throw new AppendFailed("fields of the record cannot be encrypted: " + e.text(), e);
    }
  }

  /// As [#submit(DecisionRecord)] for callers that may never block: null where the record would
  /// have to wait for room or for a key, and then it was not taken.
  public @Nullable CompletableFuture<@Nullable Void> offer(DecisionRecord record)
      throws AppendFailed {
    return record.inputs().encrypted().isEmpty() ? queue.offer(RecordRows.of(record)) : null;
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

  /// Gives the records of each group that is kept from now on, at their places and in order, to
  /// `next`, in the place of who followed before. It is called on the log's own thread, so that it
  /// has to return at once and must not throw.
  public void follow(Consumer<List<Row>> next) {
    follower = next;
  }

  /// Why nothing can be kept any more; null while all is well.
  public @Nullable String failure() {
    AppendFailed failure = queue.failure();
    return failure == null ? null : failure.text();
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
