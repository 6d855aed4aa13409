package dev.remit.bench.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Questions in turn, over as many connections as there are threads, for a time: as fast as they
/// are answered, or at a rate. At a rate a latency counts from when the question was due, so that
/// nothing is left out when service or generator is late.
final class Load {
  /// Below this a thread spins, because it would wake up too late.
  private static final long SPIN_NANOS = 60_000;

  private final int port;
  private final Form form;
  private final List<Question> questions;
  private final int connections;

  Load(int port, Form form, List<Question> questions, int connections) {
    this.port = port;
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
    long start = System.nanoTime();
    long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    AtomicLong next = new AtomicLong();
    List<Future<Result>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> ask(next, start, nanos, rate)));
      }
    }
    Histogram all = histogram();
    long answers = 0;
    long wrong = 0;
    for (Future<Result> future : running) {
      Result result = result(future);
      answers += result.answers();
      wrong += result.wrong();
      all.add(result.nanos());
    }
    return new Result(
        answers, wrong, (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1), all);
  }

  private static Result result(Future<Result> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  private static Histogram histogram() {
    return new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
  }

  private Result ask(AtomicLong next, long start, long nanos, int rate) throws IOException {
    Histogram latencies = histogram();
    long wrong = 0;
    long answers = 0;
    try (Connection connection = new Connection(port)) {
      while (true) {
        long number = next.getAndIncrement();
        long due =
            rate == 0 ? System.nanoTime() : start + number * TimeUnit.SECONDS.toNanos(1) / rate;
        if (due - start >= nanos) {
          return new Result(answers, wrong, 0, latencies);
        }
        await(due);
        Question question = questions.get((int) (number % questions.size()));
        wrong += connection.ask(question, form) ? 0 : 1;
        answers++;
        latencies.recordValue(System.nanoTime() - due);
      }
    }
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
