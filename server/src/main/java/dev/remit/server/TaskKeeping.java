package dev.remit.server;

import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.server.access.PerTenant;
import dev.remit.server.ledger.FlowMemory;
import dev.remit.server.ledger.TaskLedger;
import dev.remit.server.ledger.TaskTokens;
import dev.remit.server.ledger.TenantTasks;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.TenantId;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.task.TaskFold;
import dev.remit.store.task.TaskKeyFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The tasks of all tenants while the service runs, made from the log at the start; now and then,
/// and in the end, a checkpoint is kept, so that the next start has less to read.
final class TaskKeeping implements AutoCloseable {
  /// How often a checkpoint is kept.
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Storage storage;
  private final PerTenant<TaskLedger> ledgers;
  private final byte[] key;
  private final Clock clock;
  private final Consumer<String> operator;
  private final TaskFold fold;
  private final Thread thread;
  private volatile boolean closed;

  private TaskKeeping(
      Storage storage,
      PerTenant<TaskLedger> ledgers,
      byte[] key,
      Surroundings around,
      TaskFold fold) {
    this.storage = storage;
    this.ledgers = ledgers;
    this.key = key;
    this.clock = around.clock();
    this.operator = around.operator();
    this.fold = fold;
    this.thread = Thread.ofVirtual().name("remit-tasks").unstarted(this::work);
  }

  /// `flowBytes` is the memory of each tenant for what passes through its tasks.
  static TaskKeeping open(Storage storage, Surroundings around, long flowBytes) throws ServerFault {
    try {
      TaskFold fold = new TaskFold(storage.folder().disk(), storage.folder().log());
      Map<String, TaskBook> books = fold.states(around.clock().instant());
      PerTenant<TaskLedger> ledgers =
          storage
              .tenants()
              .map(tenant ->
                  new TaskLedger(
                      books.getOrDefault(tenant.tenant().value(), new TaskBook()),
                      new FlowMemory(flowBytes)));
      byte[] key = TaskKeyFile.require(storage.folder().disk(), TaskTokens.KEY_BYTES);
      TaskKeeping keeping = new TaskKeeping(storage, ledgers, key, around, fold);
      keeping.thread.start();
      return keeping;
    } catch (DataFault e) {
      throw new ServerFault(e.text(), e);
    } catch (IOException | DamagedLog e) {
      throw new ServerFault(storage.folder().path() + ": " + e.getMessage(), e);
    }
  }

  TenantTasks of(TenantId tenant) {
    return new TenantTasks(ledgers.require(tenant), new TaskTokens(key, tenant.value()));
  }

  private void work() {
    long next = System.nanoTime() + EVERY.toNanos();
    while (!closed) {
      LockSupport.parkNanos(next - System.nanoTime());
      if (!closed && System.nanoTime() - next >= 0) {
        next = System.nanoTime() + EVERY.toNanos();
        ledgers.all().forEach(ledger -> ledger.settle(clock.instant()));
        keep();
      }
    }
  }

  /// Everything up to here survives a loss of power before the checkpoint says so.
  private void keep() {
    try {
      long last = storage.log().head().records();
      storage.log().commit();
      fold.keep(clock.instant(), last);
    } catch (AppendFailed | IOException | DamagedLog e) {
      operator.accept(
          "tasks: no checkpoint could be kept (" + e.getMessage() + "); the next start reads more");
    }
  }

  /// Once nobody asks any more, before the log is closed.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    keep();
  }
}
