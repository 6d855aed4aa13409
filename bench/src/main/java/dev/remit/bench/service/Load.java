package dev.remit.bench.service;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// Questions in turn, over some connections, for a time: as fast as they are answered, or at a
/// rate. At a rate a latency counts from when the question was due, so that nothing is left out
/// when service or generator is late.
///
/// One thread drives all connections, because it takes from the service what it needs itself.
final class Load {
  /// Below this the thread of the rate spins, because it would wake up too late.
  private static final long SPIN_NANOS = 60_000;

  private static final long SELECT_MILLIS = 1_000;
  private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

  private final int port;
  private final Supplier<Wire> wires;
  private final Form form;
  private final List<Question> questions;
  private final int connections;

  Load(int port, Supplier<Wire> wires, Form form, List<Question> questions, int connections) {
    this.port = port;
    this.wires = wires;
    this.form = form;
    this.questions = List.copyOf(questions);
    this.connections = connections;
  }

  /// What it came to. `wrong` answers are among the `answers`.
  record Result(long answers, long wrong, double seconds, Histogram nanos) {
    double perSecond() {
      return answers / seconds;
    }
  }

  /// `rate` a second, 0 for as fast as possible. Throws with the first failure, if any question got
  /// no answer.
  Result run(int rate, double seconds) throws IOException, InterruptedException {
    List<Connection> opened = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        Connection connection = new Connection(port, wires.get());
        opened.add(connection);
        connection.register(selector);
      }
      long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
      Run run = new Run(selector, new Schedule(System.nanoTime(), nanos, rate), opened);
      return rate == 0 ? run.drive() : paced(run);
    } finally {
      for (Connection connection : opened) {
        connection.close();
      }
    }
  }

  private static Result paced(Run run) throws IOException, InterruptedException {
    Thread pace = Thread.ofPlatform().name("pace").start(run::pace);
    try {
      return run.drive();
    } finally {
      pace.interrupt();
      pace.join();
    }
  }

  /// When questions are due: number `n` at `start + n / rate`, up to the end.
  private record Schedule(long start, long nanos, int rate) {
    private long due(long number, long now) {
      return rate == 0 ? now : start + number * TimeUnit.SECONDS.toNanos(1) / rate;
    }

    private boolean isOver(long due) {
      return due - start >= nanos;
    }
  }

  /// One run, driven by one thread.
  private final class Run {
    private final Selector selector;
    private final Schedule schedule;
    private final Deque<Connection> idle;
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
    private long next;
    private int inFlight;
    private long answers;
    private long wrong;

    private Run(Selector selector, Schedule schedule, List<Connection> connections) {
      this.selector = selector;
      this.schedule = schedule;
      this.idle = new ArrayDeque<>(connections);
    }

    private Result drive() throws IOException {
      long lastAnswer = System.nanoTime();
      while (askDue() || inFlight > 0) {
        int _ = selector.select(SELECT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.attachment() instanceof Connection connection && connection.receive()) {
            lastAnswer = System.nanoTime();
            answered(connection, lastAnswer);
          }
        }
        selector.selectedKeys().clear();
        if (inFlight > 0 && System.nanoTime() - lastAnswer > ANSWER_NANOS_MAX) {
          throw new IOException("no answer for 30 s");
        }
      }
      double seconds =
          (System.nanoTime() - schedule.start()) / (double) TimeUnit.SECONDS.toNanos(1);
      return new Result(answers, wrong, seconds, latencies);
    }

    /// Asks what is due of whoever is idle; false once nothing more will be.
    private boolean askDue() throws IOException {
      while (true) {
        long now = System.nanoTime();
        long due = schedule.due(next, now);
        if (schedule.isOver(due)) {
          return false;
        }
        if (idle.isEmpty() || due > now) {
          return true;
        }
        Connection connection = idle.removeFirst();
        connection.send(questions.get((int) (next++ % questions.size())), due);
        inFlight++;
      }
    }

    private void answered(Connection connection, long now) throws IOException {
      latencies.recordValue(now - connection.due());
      inFlight--;
      answers++;
      wrong += connection.isRight(form) ? 0 : 1;
      idle.addLast(connection);
    }

    /// Wakes the driving thread whenever a question is due, until it is interrupted.
    private void pace() {
      for (long number = 0; !Thread.currentThread().isInterrupted(); number++) {
        long due = schedule.due(number, 0);
        if (schedule.isOver(due)) {
          return;
        }
        await(due);
        Selector _ = selector.wakeup();
      }
    }

    private static void await(long due) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        if (left > SPIN_NANOS) {
          LockSupport.parkNanos(left - SPIN_NANOS);
        } else {
          Thread.onSpinWait();
        }
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
    }
  }
}
