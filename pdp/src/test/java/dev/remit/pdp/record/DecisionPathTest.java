package dev.remit.pdp.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionPathTest {
  private static final RawRequest LOOK =
      new RawRequest.ToolCall("f:1", "gpt", "look", Json.object(), Provenance.ABSENT);

  @TempDir Path folder;

  /// Keeps records until it is full.
  private static final class FakeLog implements DecisionLog {
    private final List<DecisionRecord> records = new ArrayList<>();
    private final int max;
    private final AppendFailed failure;

    private FakeLog(int max) {
      this(max, new AppendFailed("log: the disk is full; make room", null));
    }

    private FakeLog(int max, AppendFailed failure) {
      this.max = max;
      this.failure = failure;
    }

    @Override
    public void append(DecisionRecord record) throws AppendFailed {
      if (records.size() == max) {
        throw failure;
      }
      records.add(record);
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }

  private DecisionPath path(DecisionLog log) {
    return path(log, new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY));
  }

  private DecisionPath path(DecisionLog log, UnrecordedAnswers unrecorded) {
    Bundle bundle =
        new BundleFixture(folder)
            .policies("@id(\"p\") permit(principal, action, resource);")
            .read();
    AtomicLong nanos = new AtomicLong();
    return new DecisionPath(
        new Decider(
            bundle,
            Snapshot.of(bundle),
            new Decider.Origin("t1", RecordKind.RUN, "test"),
            new Decider.Sources(
                InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123456Z")),
                () -> nanos.addAndGet(500),
                Seeds.random(7))),
        log,
        unrecorded);
  }

  @Test
  void theAnswerIsTheRecordThatTheLogHolds() {
    FakeLog log = new FakeLog(1);
    DecisionRecord answer = path(log).answer(LOOK);
    assertThat(log.records).containsExactly(answer);
    assertThat(answer.decision().isPermit()).isTrue();
    assertThat(answer.time()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123Z"));
    assertThat(answer.latencyNanos()).isEqualTo(500);
    assertThat(answer.id().version()).isEqualTo(7);
    assertThat(answer.tenant()).isEqualTo("t1");
  }

  @Test
  void aFailedAppendDenies() {
    DecisionPath path = path(new FakeLog(1));
    assertThat(path.answer(LOOK).decision().isPermit()).isTrue();
    assertThat(path.answer(LOOK).decision().reasons())
        .containsExactly(Reason.of(ReasonCode.NOT_RECORDED, "log: the disk is full; make room"));
  }

  @Test
  void denialsForWantOfARecordAreCounted() {
    UnrecordedAnswers unrecorded = new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY);
    DecisionPath path = path(new FakeLog(1), unrecorded);
    for (int i = 0; i < 4; i++) {
      path.answer(LOOK);
    }
    assertThat(unrecorded.denied()).isEqualTo(3);
    assertThat(unrecorded.answered()).isZero();
  }

  @Test
  void whoeverChoosesToIsAnsweredWithoutARecordAndThatIsCounted() {
    FakeLog log = new FakeLog(1);
    UnrecordedAnswers unrecorded = new UnrecordedAnswers(UnrecordedAnswers.Choice.ANSWER);
    DecisionPath path = path(log, unrecorded);
    for (int i = 0; i < 4; i++) {
      assertThat(path.answer(LOOK).decision().isPermit()).isTrue();
    }
    assertThat(log.records).hasSize(1);
    assertThat(unrecorded.answered()).isEqualTo(3);
    assertThat(unrecorded.denied()).isZero();
  }

  @Test
  void aDecisionToDenyIsADenialWithItsOwnReasonWithoutARecordToo() {
    UnrecordedAnswers unrecorded = new UnrecordedAnswers(UnrecordedAnswers.Choice.ANSWER);
    RawRequest unknown =
        new RawRequest.ToolCall("f:1", "gpt", "unknown", Json.object(), Provenance.ABSENT);
    assertThat(path(new FakeLog(0), unrecorded).answer(unknown).decision().reasons())
        .extracting(Reason::code)
        .containsExactly(ReasonCode.UNMAPPED);
    assertThat(unrecorded.answered()).isEqualTo(1);
  }

  @Test
  void aRequestWhoseRecordNoLogCouldKeepIsDeniedWhateverWasChosen() {
    UnrecordedAnswers unrecorded = new UnrecordedAnswers(UnrecordedAnswers.Choice.ANSWER);
    FakeLog log = new FakeLog(0, AppendFailed.ofRecord("the record is too large; send less"));
    assertThat(path(log, unrecorded).answer(LOOK).decision().reasons())
        .containsExactly(Reason.of(ReasonCode.NOT_RECORDED, "the record is too large; send less"));
    assertThat(unrecorded.denied()).isEqualTo(1);
    assertThat(unrecorded.answered()).isZero();
  }

  @Test
  void theSamePathIsTakenAgainWithTheSameAnswer() {
    FakeLog first = new FakeLog(9);
    FakeLog second = new FakeLog(9);
    assertThat(path(first).answer(LOOK)).isEqualTo(path(second).answer(LOOK));
  }

  /// Rates read them; a bundle's sensitive paths are of requests.
  @Test
  void aNoteOfRemitsOwnIsKeptAsItIsWhateverTheBundleCallsSensitive() {
    Bundle bundle =
        new BundleFixture(folder)
            .write(
                "remit.yaml",
                """
                name: shop
                owner: shop@harbour.example
                sensitive: {mask: [context.reason], encrypt: [context.time]}
                """)
            .policies("@id(\"p\") permit(principal, action, resource);")
            .read();
    RawRequest.Named nobody = new RawRequest.Named("Remit::Task", "t", Json.object());
    RawRequest.Evaluation note =
        new RawRequest.Evaluation(
            "n:1",
            nobody,
            nobody,
            nobody,
            Json.object(
                Json.Member.of("reason", Json.string("no-permit")),
                Json.Member.of("time", Json.integer(7))),
            Provenance.ABSENT);
    Decider decider =
        new Decider(
            bundle,
            Snapshot.of(bundle),
            new Decider.Origin("t1", RecordKind.TASK, "test"),
            new Decider.Sources(InstantSource.fixed(Instant.EPOCH), () -> 0, Seeds.random(7)));
    DecisionRecord kept = decider.note(note, Instant.EPOCH, "the task was ended");
    assertThat(kept.inputs().raw()).isEqualTo(note);
    assertThat(kept.inputs().encrypted().isEmpty()).isTrue();
    assertThat(kept.decision().isPermit()).isFalse();
    assertThat(kept.decision().reasons().getFirst().text()).isEqualTo("the task was ended");
    DecisionRecord asked = decider.decide(note);
    assertThat(asked.inputs().raw().toString()).contains("[masked]").doesNotContain("no-permit");
  }
}
