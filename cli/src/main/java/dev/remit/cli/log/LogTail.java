package dev.remit.cli.log;

import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// The end of a log, which moves while it is read. For one thread.
final class LogTail {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// A look at the log reads its newest file anew, so it is looked at in a fifth of the time at
  /// most.
  private static final int PAUSES_OF_A_LOOK = 4;

  private static final int STEP_GROWTH = 8;

  private final LogReader log;
  private final RecordPrinter printer;
  private final Predicate<Row> wanted;
  private LogReader.Extent seen = new LogReader.Extent("", 0, 0);
  private long next = 1;

  /// Prints the records that are `wanted`.
  LogTail(LogReader log, RecordPrinter printer, Predicate<Row> wanted) {
    this.log = log;
    this.printer = printer;
    this.wanted = wanted;
  }

  /// Prints the newest records, `count` of them if there are so many; the result is how many.
  long printNewest(int count) throws IOException, DamagedLog {
    seen = log.extent();
    long from = seen.first();
    Deque<Row> newest = readFrom(from, count);
    // Few of the records may be wanted, so each step back is longer.
    for (long back = count; newest.size() < count && log.first() < from; back *= STEP_GROWTH) {
      from = Math.max(1, from - back);
      newest = readFrom(from, count);
    }
    newest.forEach(printer::print);
    if (!newest.isEmpty()) {
      printer.flush();
    }
    return newest.size();
  }

  /// The last `count` of all records from one on.
  private Deque<Row> readFrom(long first, int count) throws IOException, DamagedLog {
    Deque<Row> newest = new ArrayDeque<>();
    next = Math.max(1, first);
    log.visit(
        next,
        row -> {
          if (wanted.test(row)) {
            newest.addLast(row);
          }
          if (newest.size() > count) {
            newest.removeFirst();
          }
          next = row.whole(Column.SEQUENCE) + 1;
          return true;
        });
    return newest;
  }

  /// Prints what comes until nobody reads on or this thread is interrupted.
  void follow(BooleanSupplier isDeserted) throws IOException, DamagedLog {
    long pauseNanos = PAUSE.toNanos();
    while (!isDeserted.getAsBoolean()) {
      try {
        Thread.sleep(Duration.ofNanos(pauseNanos));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      long started = System.nanoTime();
      printNew();
      pauseNanos = Math.max(PAUSE.toNanos(), PAUSES_OF_A_LOOK * (System.nanoTime() - started));
    }
  }

  private void printNew() throws IOException, DamagedLog {
    LogReader.Extent now = log.extent();
    if (now.equals(seen)) {
      return;
    }
    log.visit(
        next,
        row -> {
          if (wanted.test(row)) {
            printer.print(row);
          }
          next = row.whole(Column.SEQUENCE) + 1;
          return true;
        });
    printer.flush();
    seen = now;
  }
}
