package dev.remit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.ResourceFacts;
import dev.remit.pdp.request.Nesting;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesLogTest {
  @TempDir Path folder;
  private Path file;
  private Bundle bundle;

  @BeforeEach
  void load() {
    file = folder.resolve("log.jsonl");
    bundle = Records.bundle(folder.resolve("bundle"));
  }

  private List<DecisionRecord> write() throws AppendFailed {
    try (JsonLinesLog log = JsonLinesLog.open(file)) {
      DecisionPath path = Records.path(bundle, log);
      return Records.REQUESTS.stream().map(path::answer).toList();
    }
  }

  private List<LogLine> read() throws IOException {
    try (JsonLinesReader reader = JsonLinesReader.open(file)) {
      List<LogLine> lines = new ArrayList<>();
      for (Optional<LogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        lines.add(line.get());
      }
      return lines;
    }
  }

  private List<DecisionRecord> records() throws IOException {
    return read().stream()
        .map(line ->
            switch (line) {
              case LogLine.Read(long _, DecisionRecord record) -> record;
              case LogLine.Unreadable unreadable -> throw new AssertionError(unreadable);
            })
        .toList();
  }

  @Test
  void everyRecordIsReadBackEqual() throws AppendFailed, IOException {
    List<DecisionRecord> written = write();
    assertThat(records()).isEqualTo(written);
  }

  @Test
  void aSearchIsReadBackEqual() throws AppendFailed, IOException {
    DecisionRecord search = Records.search(bundle);
    try (JsonLinesLog log = JsonLinesLog.open(file)) {
      log.append(search);
    }
    assertThat(records()).containsExactly(search);
  }

  @Test
  void whatWasKnownOfAResourceIsReadBackEqual() throws AppendFailed, IOException {
    DecisionRecord known = Records.search(bundle).with(new ResourceFacts("team", ""));
    try (JsonLinesLog log = JsonLinesLog.open(file)) {
      log.append(known);
    }
    assertThat(records()).containsExactly(known);
  }

  @Test
  void whatIsReadBackIsDecidedAgainTheSame() throws AppendFailed, IOException {
    List<DecisionRecord> written = write();
    assertThat(written)
        .extracting(record -> record.decision().canonical())
        .containsExactly(
            "permit | permitted:all |  | log",
            "deny | forbidden:limit |  | ",
            "permit | permitted:all |  | log",
            "deny | forbid-error:broken | broken:eval.missing-attribute | ",
            "deny | unmapped |  | ",
            "deny | refused |  | ",
            "permit | permitted:all |  | log");
    for (DecisionRecord record : records()) {
      assertThat(record.inputs().bundle()).isEqualTo(bundle.digest());
      assertThat(Pdp.decide(record.inputs(), bundle, Snapshot.of(bundle)))
          .isEqualTo(record.decision());
    }
  }

  @Test
  void aLineIsAsDocumented() throws AppendFailed, IOException {
    write();
    Golden.check(
        SharedData.projectRoot().resolve("store/src/test/resources/golden/records.jsonl"),
        Files.readString(file));
  }

  @Test
  void aLineOfBeforeHasNothingOfWhatCameLater() throws AppendFailed, IOException {
    write();
    String lines =
        Files.readString(file)
            .replaceAll(
                ",\"(chain|purpose|prompt|trace)\":\\{\"status\":\"absent\"}(?!,\"value\")", "");
    assertThat(lines).doesNotContain("\"chain\":{\"status\":\"absent\"}");
    List<DecisionRecord> now = records();
    Files.writeString(file, lines);
    assertThat(records()).isEqualTo(now);
  }

  @Test
  void recordsAreAppendedToWhatIsThere() throws AppendFailed, IOException {
    List<DecisionRecord> first = write();
    List<DecisionRecord> second = write();
    assertThat(records()).hasSize(first.size() + second.size());
  }

  @Test
  void theDeepestRequestIsReadBackEqual() throws AppendFailed, IOException {
    int arrays = Nesting.LEVELS_MAX - 1;
    String deepest = "{\"ip\":" + "[".repeat(arrays) + "0.5" + "]".repeat(arrays) + "}";
    RawRequest.Named service = new RawRequest.Named("Service", "bank", Records.json(deepest));
    RawRequest raw =
        new RawRequest.Evaluation(
            "f:1",
            new RawRequest.Named("User", "emma", Json.object()),
            new RawRequest.Named("Action", "look", Json.object()),
            service,
            Records.json(deepest),
            Provenance.ABSENT);
    try (JsonLinesLog log = JsonLinesLog.open(file)) {
      DecisionRecord answer = Records.path(bundle, log).answer(raw);
      assertThat(answer.decision().isPermit()).isTrue();
      assertThat(records()).containsExactly(answer);
    }
  }

  @Test
  void aTornLineSpoilsNoRecordButItself() throws AppendFailed, IOException {
    write();
    Files.writeString(file, "{\"v\":1,\"id\"", StandardOpenOption.APPEND);
    write();
    List<LogLine> lines = read();
    assertThat(lines).hasSize(2 * Records.REQUESTS.size() + 1);
    assertThat(lines)
        .filteredOn(LogLine.Unreadable.class::isInstance)
        .singleElement()
        .extracting(LogLine::number)
        .isEqualTo(Records.REQUESTS.size() + 1L);
  }

  @Test
  void whatIsNoRecordSaysWhy() throws IOException {
    Files.writeString(
        file, "{}\n{\"v\":2}\n[]\nx\n{\"v\":1,\"kind\":\"dream\"}\n", StandardCharsets.UTF_8);
    assertThat(read().stream().map(line -> ((LogLine.Unreadable) line).reason()).limit(3))
        .containsExactly("`v` is missing", "schema version 2 is not known here", "`` is an array");
  }

  @Test
  void aRecordChangedToContradictItselfIsUnreadable() throws AppendFailed, IOException {
    write();
    String changed =
        Files.readString(file).replace("\"outcome\":\"deny\"", "\"outcome\":\"permit\"");
    Files.writeString(file, changed);
    assertThat(read()).filteredOn(LogLine.Unreadable.class::isInstance).hasSize(4);
  }

  @Test
  void theFileIsItsOwnersAlone() throws AppendFailed, IOException {
    write();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void oneLogHasOneWriter() throws AppendFailed {
    try (JsonLinesLog log = JsonLinesLog.open(file)) {
      assertThat(log.appended()).isZero();
      assertThatThrownBy(() -> JsonLinesLog.open(file))
          .isInstanceOf(AppendFailed.class)
          .hasMessage(file + ": another process appends to this log; stop it or name another file");
    }
  }

  @Test
  void aLogThatCannotBeOpenedSaysWhy() {
    assertThatThrownBy(() -> JsonLinesLog.open(folder.resolve("no/such/log")))
        .isInstanceOf(AppendFailed.class)
        .hasMessageContaining("cannot be opened for appending");
  }

  @Test
  void aClosedLogTakesNothing() throws AppendFailed {
    JsonLinesLog log = JsonLinesLog.open(file);
    log.close();
    log.close();
    assertThat(Records.path(bundle, log).answer(Records.REQUESTS.getFirst()).decision().isPermit())
        .isFalse();
  }

  /// A disk that takes so many writes and so many forces.
  private static final class FailingDisk implements LogFile {
    private int writes;
    private int forces;

    private FailingDisk(int writes, int forces) {
      this.writes = writes;
      this.forces = forces;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (writes-- == 0) {
        throw new IOException("no space left on device");
      }
    }

    @Override
    public void force() throws IOException {
      if (forces-- == 0) {
        throw new IOException("input/output error");
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void afterAFailedWriteEveryDecisionIsADenial() {
    JsonLinesLog log = JsonLinesLog.over(Path.of("log"), new FailingDisk(1, 9));
    DecisionPath path = Records.path(bundle, log);
    RawRequest look = Records.REQUESTS.get(2);
    assertThat(path.answer(look).decision().isPermit()).isTrue();
    for (int i = 0; i < 3; i++) {
      DecisionRecord denied = path.answer(look);
      assertThat(denied.decision().reasons().getFirst().code()).isEqualTo(ReasonCode.NOT_RECORDED);
      assertThat(denied.decision().reasons().getFirst().text())
          .isEqualTo(
              "log: cannot be written (java.io.IOException: no space left on device); check the"
                  + " disk, then start again");
    }
  }

  @Test
  void aFailedCommitIsNotForgotten() {
    JsonLinesLog log = JsonLinesLog.over(Path.of("log"), new FailingDisk(9, 0));
    assertThatThrownBy(log::commit).hasMessageContaining("cannot be forced to disk");
    assertThatThrownBy(log::commit).hasMessageContaining("cannot be forced to disk");
    assertThat(Records.path(bundle, log).answer(Records.REQUESTS.get(2)).decision().isPermit())
        .isFalse();
  }
}
