package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.row.DamagedBytes;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Seals, beside the writing thread, what that has finished with.
///
/// A failure to seal loses nothing, since the segments stay, and stops nothing, whether it is the
/// disk's or a defect of ours: it is tried again when the next segment ends, and [#problem] says of
/// it until then.
final class SealingThread {
  private final Disk disk;
  private final SealingPolicy policy;
  private final Supplier<Written> written;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable String problem;
  private volatile @Nullable String unfinished;
  private boolean finished;

  /// The segment that is being written, or the one that will be, and the day that it is.
  record Written(String segment, LocalDate day) {}

  SealingThread(Disk disk, LogSettings settings, Supplier<Written> written) {
    this.disk = disk;
    this.policy = new SealingPolicy(disk, settings.segmentBytes());
    this.written = written;
    this.thread = Thread.ofPlatform().daemon().name("remit-log-sealing").unstarted(this::work);
  }

  void start() {
    thread.start();
    wake();
  }

  /// There may be something to seal.
  void wake() {
    work.release();
  }

  /// Why the last attempt failed; null if it did not.
  @Nullable String problem() {
    return problem == null ? unfinished : problem;
  }

  private void work() {
    while (true) {
      work.acquireUninterruptibly();
      work.drainPermits();
      if (closing) {
        return;
      }
      attempt();
    }
  }

  // This is the outermost handler of the thread: whatever passed it would end sealing unseen.
  private void attempt() {
    try {
      finish();
      while (!closing && sealOnce()) {
        problem = null;
      }
      problem = null;
    } catch (IOException e) {
      fail("sealing failed (" + e.getMessage() + ")");
    } catch (DamagedBytes e) {
      problem = "a segment cannot be sealed: it " + e.text();
    } catch (RuntimeException | Error e) {
      fail("sealing failed (" + e + ")");
    }
  }

  private void fail(String what) {
    problem = what;
    finished = false;
  }

  /// Sees to what the last process, or the last attempt, has left undone. A damaged part keeps
  /// nothing else from being sealed.
  private void finish() throws IOException {
    if (finished) {
      return;
    }
    unfinished = null;
    try {
      new Sealer(disk).finish();
    } catch (DamagedBytes e) {
      unfinished = "rollups cannot be made: the log " + e.text();
    }
    finished = true;
  }

  /// Whether there was anything to seal.
  private boolean sealOnce() throws IOException, DamagedBytes {
    Written now = written.get();
    long sealed = LogFiles.sealedUpTo(disk);
    List<String> closed =
        LogFiles.segments(disk).stream()
            .filter(segment -> segment.compareTo(now.segment()) < 0)
            .filter(segment -> LogFiles.firstRecord(segment) > sealed)
            .toList();
    List<String> due = policy.due(closed, now.day());
    if (due.isEmpty()) {
      return false;
    }
    new Sealer(disk).seal(due);
    return true;
  }

  /// Returns once nothing is being sealed any more.
  void close() {
    closing = true;
    wake();
    Threads.join(thread);
  }
}
