package dev.remit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogAccounts;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of answers when the disk of the log fails: none is lost from the accounts.
final class UnrecordedAnswersTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
  private static final RawRequest LOOK =
      new RawRequest.ToolCall("f:1", "gpt", "look", Json.object(), Provenance.ABSENT);
  private static final int ROUNDS = 12;

  @TempDir private static Path folder = Path.of("");

  private static long operationsToOpen() throws AppendFailed {
    SimulatedDisk disk = SimulatedDisk.of(1);
    open(disk).close();
    return disk.operations();
  }

  private static SegmentedLog open(SimulatedDisk disk) throws AppendFailed {
    return SegmentedLog.open(disk, LogSettings.of(Durability.DURABLE), NOON, () -> new UUID(3, 4));
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerIsInTheLogOrCountedWhereverTheDiskFails(UnrecordedAnswers.Choice choice)
      throws AppendFailed {
    Bundle bundle = Records.bundle(folder.resolve(choice.name()));
    long first = operationsToOpen() + 1;
    for (long fail = first; fail < first + ROUNDS; fail++) {
      UnrecordedAnswers unrecorded = new UnrecordedAnswers(choice);
      SegmentedLog log = open(SimulatedDisk.of(1).failAt(fail));
      DecisionPath path = Records.path(bundle, log, unrecorded);
      long permits = 0;
      for (int i = 0; i < ROUNDS; i++) {
        permits += path.answer(LOOK).decision().isPermit() ? 1 : 0;
      }
      LogAccounts accounts = log.accounts();
      assertThat(accounts.received()).isEqualTo(ROUNDS);
      assertThat(accounts.received()).isEqualTo(accounts.logged() + accounts.refused());
      assertThat(accounts.refused()).as("fail at " + fail).isPositive();
      assertThat(unrecorded.answered() + unrecorded.denied()).isEqualTo(accounts.refused());
      assertThat(permits).isEqualTo(accounts.logged() + unrecorded.answered());
      switch (choice) {
        case DENY -> assertThat(unrecorded.answered()).isZero();
        case ANSWER -> assertThat(unrecorded.denied()).isZero();
      }
      assertThatThrownBy(log::close).hasMessageContaining("the log cannot be written");
    }
  }

  @Test
  void aRequestTooLargeForTheLogIsDeniedWhateverWasChosen() throws AppendFailed {
    UnrecordedAnswers unrecorded = new UnrecordedAnswers(UnrecordedAnswers.Choice.ANSWER);
    Json.JsonObject large =
        Json.object(Json.Member.of("text", Json.string("x".repeat(LogSettings.RECORD_CHARS_MAX))));
    try (SegmentedLog log = open(SimulatedDisk.of(1))) {
      DecisionPath path = Records.path(Records.bundle(folder.resolve("large")), log, unrecorded);
      RawRequest request = new RawRequest.ToolCall("f:1", "gpt", "look", large, Provenance.ABSENT);
      assertThat(path.answer(request).decision().isPermit()).isFalse();
      assertThat(path.answer(LOOK).decision().isPermit()).isTrue();
      assertThat(unrecorded.denied()).isEqualTo(1);
      assertThat(log.accounts()).isEqualTo(new LogAccounts(2, 1, 1));
    }
  }
}
