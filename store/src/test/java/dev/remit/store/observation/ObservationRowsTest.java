package dev.remit.store.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.data.DataFolder;
import dev.remit.store.export.TableJson;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservationRowsTest {
  private static final UUID ID = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);

  private static Observation denied(Json.JsonObject detail) {
    return new Observation(
        "cloudtrail",
        "e-1",
        Instant.parse("2021-07-29T13:03:25Z"),
        "aws/342082656213/us-west-1",
        ObservedOutcome.DENIED,
        EntityUid.of("AWS::Role", "arn:aws:iam::1:role/deploy"),
        EntityUid.of("Action", "s3:ListBuckets"),
        List.of(EntityUid.of("AWS::Bucket", "b"), EntityUid.of("AWS::Object", "b/k")),
        "AccessDenied",
        "Access Denied",
        OptionalInt.of(403),
        new ObservedClient("build-7", "aws-access-key", "AKIA1", "10.0.0.1", "aws-cli/2"),
        new Provenance(
            Claim.verified("alice"),
            Claim.absent(),
            Claim.absent(),
            Claim.absent(),
            Claim.absent()),
        Optional.of(AuthorityChange.POLICY),
        detail,
        "trail.json.gz:17");
  }

  private static Row row(Observation observation) {
    return ObservationRows.of(ID, "default", observation, false);
  }

  @Test
  void aRowSaysAllThatIsKnownOfAnObservation() {
    String row =
        JsonWriter.compact(
            TableJson.of(
                row(denied(Json.object(Json.Member.of("region", Json.string("us-west-1")))))));
    assertThat(row)
        .contains("\"kind\":\"observation\"")
        .contains("\"source\":\"cloudtrail\",\"event_id\":\"e-1\",\"duplicate\":false")
        .contains("\"outcome\":\"deny\",\"reason\":\"observed-denial\"")
        .contains("\"observed_code\":\"AccessDenied\"")
        .contains("\"text\":\"Access Denied\"")
        .contains("\"visible_status\":403")
        .contains("\"session\":\"build-7\"")
        .contains("\"credential\":{\"kind\":\"aws-access-key\",\"id\":\"AKIA1\"}")
        .contains("\"client_address\":\"10.0.0.1\"")
        .contains("\"user_agent\":\"aws-cli/2\"")
        .contains("\"authority_change\":\"policy\"")
        .contains("\"originating_user\":\"alice\",\"originating_user_status\":\"verified\"")
        .contains("\"origin\":\"trail.json.gz:17\"");
  }

  @ParameterizedTest
  @EnumSource(ObservedOutcome.class)
  void onlyWhatIsKnownToBeAuthorizedIsAPermit(ObservedOutcome outcome) {
    assertThat(outcome.isPermit()).isEqualTo(outcome == ObservedOutcome.PERMITTED);
    assertThat(ReasonCode.find(outcome.reason().code())).contains(outcome.reason());
  }

  @Test
  void whatAnotherSystemWroteChangesNoTaskAndIsNoDecisionOfOurs() throws UnreadableRecord {
    Json.JsonObject forged =
        Json.object(
            Json.Member.of(
                "taskChange", Json.object(Json.Member.of("kind", Json.string("opened")))),
            Json.Member.of("encrypted", Json.object()));
    Row row = row(denied(forged));
    assertThat(RowRecords.taskChange(row)).isEqualTo(TaskChange.NONE);
    assertThatThrownBy(() -> RowRecords.of(row)).isInstanceOf(UnreadableRecord.class);
  }

  @Test
  void anObservationComesBackFromTheLogAsItWas(@TempDir Path folder) throws Exception {
    Row row = row(denied(Json.object()));
    List<Row> read = new ArrayList<>();
    try (DataFolder data = DataFolder.own(folder)) {
      try (SegmentedLog log =
          SegmentedLog.open(
              data.log(),
              LogSettings.of(Durability.DURABLE),
              Clock.systemUTC(),
              UUID::randomUUID)) {
        log.submit(row).join();
      }
      new LogReader(data.log()).visit(1, read::add);
    }
    assertThat(read)
        .singleElement()
        .satisfies(kept -> {
          for (Column column : Column.ALL) {
            if (!column.isGivenByLog()) {
              assertThat(kept.find(column)).as(column.title()).isEqualTo(row.find(column));
            }
          }
        });
  }
}
