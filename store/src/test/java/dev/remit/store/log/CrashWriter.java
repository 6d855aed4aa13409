package dev.remit.store.log;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFolder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// A process that appends until it is killed, and prints the number of each record once that is
/// acknowledged. Arguments: the data folder, the setting, and the first number.
final class CrashWriter {
  /// Ends each line, so that one that the kill cut is not taken for another number.
  static final String END = ";";

  private static final int THREADS = 8;
  private static final long SEGMENT_BYTES = 200_000;

  private CrashWriter() {}

  public static void main(String[] arguments) throws Exception {
    LogSettings settings =
        new LogSettings(Durability.valueOf(arguments[1]), SEGMENT_BYTES, Duration.ofSeconds(5));
    AtomicLong next = new AtomicLong(Long.parseLong(arguments[2]));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    DataFolder data = DataFolder.own(Path.of(arguments[0]));
    SegmentedLog log = SegmentedLog.open(data.log(), settings, Clock.systemUTC(), UUID::randomUUID);
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().start(() -> appendForEver(log, next, out));
    }
  }

  private static void appendForEver(SegmentedLog log, AtomicLong next, PrintStream out) {
    try {
      while (true) {
        long number = next.getAndIncrement();
        log.submit(TestRows.numbered(number)).join();
        synchronized (out) {
          out.println(number + END);
          out.flush();
        }
      }
    } catch (AppendFailed e) {
      throw new IllegalStateException(e);
    }
  }
}
