package dev.remit.bench.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A service as a process of its own, whose output goes to a file.
final class Service implements AutoCloseable {
  /// Linux counts CPU time in hundredths of a second.
  private static final long TICK_MICROS = 10_000;

  private static final long START_SECONDS_MAX = 60;
  private static final long STOP_SECONDS_MAX = 30;
  private static final long POLL_NANOS = 2_000_000;

  private final Process process;
  private final Path output;
  private final long startedNanos;

  private Service(Process process, Path output, long startedNanos) {
    this.process = process;
    this.output = output;
    this.startedNanos = startedNanos;
  }

  static Service start(List<String> command, Path output) throws IOException {
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    // No service outlives a generator that was told to end.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
    return new Service(process, output, started);
  }

  /// A port of loopback that is free at the moment.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Asks until the first right answer comes, and says after how many seconds from the start of the
  /// process that was.
  double awaitAnswer(int port, Supplier<Wire> wires, Form form, Question question)
      throws IOException {
    IOException last = new IOException("never asked");
    while (System.nanoTime() - startedNanos < TimeUnit.SECONDS.toNanos(START_SECONDS_MAX)) {
      if (!process.isAlive()) {
        throw new IOException("it ended: " + output());
      }
      try (Connection connection = new Connection(port, wires.get())) {
        if (connection.ask(question, form)) {
          return (System.nanoTime() - startedNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        }
        throw new IOException("its first answer is wrong");
      } catch (java.net.ConnectException e) {
        last = e;
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    throw new IOException("no answer: " + last + "; " + output());
  }

  /// What it printed so far, at most the last 2,000 characters.
  String output() throws IOException {
    String text = Files.readString(output);
    return text.substring(Math.max(0, text.length() - 2_000));
  }

  /// Waits until it printed a line with `part`, and gives that line.
  String awaitLine(String part) throws IOException {
    while (System.nanoTime() - startedNanos < TimeUnit.SECONDS.toNanos(START_SECONDS_MAX)) {
      String text = Files.readString(output);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        if (line.contains(part)) {
          return line;
        }
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IOException("it never printed `" + part + "`: " + output());
  }

  /// User and system time so far; source: proc(5), `stat`.
  long cpuMicros() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
  }

  /// Resident memory, `VmRSS`, or at its highest, `VmHWM`; source: proc(5), `status`.
  double megabytes(String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IOException(status + " has no " + field);
  }

  /// How many files it has open; source: proc(5), `fd`.
  long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return files.count();
    }
  }

  /// Its threads; source: proc(5), `task`.
  long threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return tasks.count();
    }
  }

  long pid() {
    return process.pid();
  }

  /// Tells it to stop, and makes it after a while.
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
