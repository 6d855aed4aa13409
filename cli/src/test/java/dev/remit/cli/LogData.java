package dev.remit.cli;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.input.InputLine;
import dev.remit.pdp.input.RequestLines;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// A data folder whose log holds the shipped sample, decided on the example bundle: a decision a
/// minute over midnight, always the same ones.
final class LogData implements AutoCloseable {
  private static final Path EXAMPLE = SharedData.projectRoot().resolve("examples/agents");
  private static final Path SAMPLE = EXAMPLE.resolve("sample.jsonl");
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final long SEGMENT_BYTES = 4000;

  private final DataFolder data;
  private final SegmentedLog log;
  private final DecisionPath path;
  private Instant now = Instant.parse("2026-11-21T23:40:00.123Z");

  private LogData(Path folder) throws IOException, AppendFailed, SyntaxException {
    this.data = DataFolder.own(folder);
    InstantSource clock = () -> now;
    this.log =
        SegmentedLog.open(
            data.log(),
            new LogSettings(Durability.DURABLE, SEGMENT_BYTES, Duration.ofSeconds(5)),
            clock,
            () -> new UUID(3, 4));
    Bundle bundle = BundleReader.read(EXAMPLE);
    this.path =
        new DecisionPath(
            new Decider(
                bundle,
                Snapshot.of(bundle),
                new Decider.Origin("default", RecordKind.RUN, "remit run"),
                new Decider.Sources(clock, () -> 0, Seeds.random(7))),
            log);
  }

  static LogData open(Path folder) {
    try {
      return new LogData(folder);
    } catch (IOException | AppendFailed | SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// The folder with the whole sample, and nobody who writes it.
  static Path sample(Path folder) {
    try (LogData data = open(folder)) {
      data.addSample();
    }
    return folder;
  }

  void addSample() {
    try (RequestLines lines = RequestLines.open("sample.jsonl", Files.newInputStream(SAMPLE))) {
      for (Optional<InputLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get() instanceof InputLine.Requests requests) {
          requests.requests().forEach(this::add);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void add(RawRequest request) {
    path.answer(request);
    now = now.plus(STEP);
  }

  @Override
  public void close() {
    try (data) {
      log.close();
    } catch (IOException | AppendFailed e) {
      throw new AssertionError(e);
    }
  }
}
