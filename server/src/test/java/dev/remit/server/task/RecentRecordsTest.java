package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.TestRecords;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecentRecordsTest {
  private static final Decision DENIAL =
      new Decision.Deny(Reason.of(ReasonCode.NO_PERMIT, "nothing permits"));

  private CompletionStage<@Nullable Void> kept = CompletableFuture.completedFuture(null);
  private final RecentRecords recent = new RecentRecords(_ -> kept);

  private UUID keep(int number, RecordKind kind) {
    UUID id = new UUID(1, number);
    CompletionStage<?> _ = recent.keep(TestRecords.of(id, kind, DENIAL));
    return id;
  }

  @Test
  void theLatestDecisionsAreRememberedAndTheOldestGoesFirst() {
    UUID first = keep(0, RecordKind.DECISION);
    for (int i = 1; i < RecentRecords.RECORDS_MAX; i++) {
      keep(i, RecordKind.DECISION);
    }
    assertThat(recent.find(first))
        .hasValueSatisfying(found -> {
          assertThat(found.reason()).isEqualTo("no-permit");
          assertThat(found.point()).isEqualTo("edge");
          assertThat(found.isPermit()).isFalse();
        });
    UUID last = keep(RecentRecords.RECORDS_MAX, RecordKind.DECISION);
    assertThat(recent.find(first)).isEmpty();
    assertThat(recent.findReport(first, "seen")).isEqualTo(new RecentRecords.Known.Nothing());
    assertThat(recent.find(last)).isPresent();
  }

  @Test
  void whatIsReportedOfARememberedRecordIsKnownAndOfAnotherNothingIs() {
    UUID decision = keep(1, RecordKind.DECISION);
    assertThat(recent.findReport(decision, "seen"))
        .isEqualTo(new RecentRecords.Known.All(Optional.empty()));
    Json.JsonObject said = Json.object(Json.Member.of("visibleStatus", Json.integer(403)));
    recent.reported(decision, "seen", said);
    recent.reported(new UUID(7, 7), "seen", said);
    assertThat(recent.findReport(decision, "seen"))
        .isEqualTo(new RecentRecords.Known.All(Optional.of(said)));
    assertThat(recent.findReport(new UUID(7, 7), "seen"))
        .isEqualTo(new RecentRecords.Known.Nothing());
  }

  @Test
  void notesAndWhatWasNotKeptAreNotRemembered() {
    assertThat(recent.find(keep(1, RecordKind.TASK))).isEmpty();
    kept = CompletableFuture.failedFuture(new AppendFailed("the disk is full", null));
    assertThat(recent.find(keep(2, RecordKind.DECISION))).isEmpty();
  }

  @Test
  void whatTakesMuchMemoryIsLeftToTheLog() {
    UUID large = new UUID(1, 1);
    String user = "x".repeat(RecentRecords.CHARS_MAX + 1);
    CompletionStage<?> _ = recent.keep(TestRecords.of(large, RecordKind.DECISION, DENIAL, user));
    assertThat(recent.find(large)).isEmpty();
    UUID decision = keep(2, RecordKind.DECISION);
    recent.reported(decision, "seen", Json.object(Json.Member.of("reason", Json.string(user))));
    assertThat(recent.findReport(decision, "seen")).isEqualTo(new RecentRecords.Known.Nothing());
  }
}
