package dev.remit.bench.log;

import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.cloudtrail.CloudTrailFormat;
import dev.remit.insight.observe.intake.ImportReport;
import dev.remit.insight.observe.intake.Importer;
import dev.remit.insight.observe.intake.InputFile;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Imports a trail of CloudTrail, lines of JSON in gzip, that is repeated with other event ids, and
/// prints what an event costs: reading it alone, and with the decision log.
public final class ImportLoad {
  private static final String ID = "\"eventID\":";
  private static final String LOG = "remit-log";
  private static final String SEALING = "remit-log-sealing";
  private static final int BUFFER_BYTES = 64 << 10;
  private static final double NANOS = 1e9;
  private static final double MICRO = 1e3;

  private final Path trail;
  private final Path folder;
  private final PrintStream out;

  /// `trail` is read as it is, `folder` is for data and is empty.
  ImportLoad(Path trail, Path folder, PrintStream out) {
    this.trail = trail;
    this.folder = folder;
    this.out = out;
  }

  /// The file of a trail, and how often its events are repeated. Throws what went wrong.
  public static void main(String... arguments)
      throws IOException, AppendFailed, DamagedLog, UnreadableEvent {
    Path folder = Files.createTempDirectory("remit-import");
    try {
      Path repeated = folder.resolve("trail.jsonl.gz");
      repeat(Path.of(arguments[0]), repeated, Integer.parseInt(arguments[1]));
      new ImportLoad(repeated, folder.resolve("data"), System.out).run();
    } finally {
      LogLoad.remove(folder);
    }
  }

  /// Writes the events `times` times, each time with other ids.
  static void repeat(Path trail, Path to, int times) throws IOException {
    List<String> lines;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(trail))) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to), BUFFER_BYTES)) {
      for (int i = 0; i < times; i++) {
        for (String line : lines) {
          int id = line.indexOf('"', line.indexOf(ID) + ID.length()) + 1;
          String changed = line.substring(0, id) + i + "-" + line.substring(id) + "\n";
          out.write(changed.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  void run() throws IOException, AppendFailed, DamagedLog, UnreadableEvent {
    reading("warm up");
    reading("read alone");
    importing("with the log");
    importing("a second time");
  }

  /// Decompressed, split at line ends and read, by this thread.
  private void reading(String what) throws IOException, UnreadableEvent {
    CpuTime before = CpuTime.now();
    long started = System.nanoTime();
    CloudTrailFormat format = new CloudTrailFormat();
    long events = 0;
    long observed = 0;
    byte[] buffer = new byte[16 * BUFFER_BYTES];
    try (InputStream in = new GZIPInputStream(Files.newInputStream(trail), BUFFER_BYTES)) {
      int kept = 0;
      for (int count = in.read(buffer); count > 0; count = read(in, buffer, kept)) {
        int limit = kept + count;
        int start = 0;
        for (int i = kept; i < limit; i++) {
          if (buffer[i] == '\n') {
            Event event = format.read(new Place("trail", "1", ++events), buffer, start, i);
            observed += event instanceof Event.Observed ? 1 : 0;
            start = i + 1;
          }
        }
        kept = limit - start;
        System.arraycopy(buffer, start, buffer, 0, kept);
      }
    }
    print(what, events, System.nanoTime() - started, before, observed + " observations");
  }

  private static int read(InputStream in, byte[] buffer, int kept) throws IOException {
    return in.read(buffer, kept, buffer.length - kept);
  }

  private void importing(String what) throws IOException, AppendFailed, DamagedLog {
    CpuTime before = CpuTime.now();
    long started = System.nanoTime();
    try (DataFolder data = DataFolder.own(folder);
        SegmentedLog log =
            SegmentedLog.open(
                data.log(),
                new LogSettings(
                    Durability.BUFFERED,
                    LogSettings.of(Durability.BUFFERED).segmentBytes(),
                    Duration.ofMinutes(1)),
                Clock.systemUTC(),
                UUID::randomUUID);
        Importer importer =
            Importer.open(
                data.disk(),
                data.log(),
                log,
                new CloudTrailFormat(),
                "default",
                UUID::randomUUID)) {
      importer.take(new Trail(trail), () -> false);
      importer.end();
      ImportReport report = importer.report();
      print(
          what,
          report.events() + report.known(),
          System.nanoTime() - started,
          before,
          report.observations()
              + " observations, "
              + report.duplicates()
              + " duplicates, "
              + report.known()
              + " known");
    }
  }

  private void print(String what, long events, long nanos, CpuTime before, String came) {
    CpuTime now = CpuTime.now();
    out.printf(
        Locale.ROOT,
        "%-13s %,d events in %.1f s: %,.0f/s; CPU of an event, µs: %.1f reading, %.1f writing, %.1f"
            + " sealing, %.1f the process; %s%n",
        what,
        events,
        nanos / NANOS,
        events * NANOS / nanos,
        now.since(before, "main") / MICRO / events,
        (now.since(before, LOG) - now.since(before, SEALING)) / MICRO / events,
        now.since(before, SEALING) / MICRO / events,
        (now.process() - before.process()) / MICRO / events,
        came);
  }

  private record Trail(Path path) implements InputFile {
    @Override
    public String name() {
      return String.valueOf(path.getFileName());
    }

    @Override
    public boolean isReadAgain() {
      return true;
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }
}
