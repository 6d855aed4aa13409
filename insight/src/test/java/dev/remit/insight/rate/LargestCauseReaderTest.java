package dev.remit.insight.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.data.DataFolder;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.store.query.LogTable;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LargestCauseReaderTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  private static Row denied(int second, EntityUid action) {
    Instant time = NOON.plusSeconds(second);
    Observation observation =
        new Observation(
            "test",
            "e" + second,
            time,
            "point",
            ObservedOutcome.DENIED,
            EntityUid.of("Agent", "job"),
            action,
            List.of(EntityUid.of("Bucket", "logs")),
            "",
            "",
            OptionalInt.empty(),
            ObservedClient.UNKNOWN,
            Provenance.ABSENT,
            Optional.empty(),
            Json.object(),
            "test");
    return ObservationRows.of(
        new UUID(time.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE),
        "default",
        observation,
        false);
  }

  /// More are of the type `A`, and the most frequent one is of `B`.
  @Test
  void theActionOfACauseIsOneThatWasAskedFor() throws Exception {
    EntityUid most = EntityUid.of("B", "z");
    List<EntityUid> actions =
        List.of(
            EntityUid.of("A", "x"),
            EntityUid.of("A", "x"),
            EntityUid.of("A", "y"),
            EntityUid.of("A", "y"),
            most,
            most,
            most);
    try (DrawnRecords records = DrawnRecords.open(folder, Seeds.random(1))) {
      for (int i = 0; i < actions.size(); i++) {
        records.submit(denied(i, actions.get(i)));
      }
    }
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      assertThat(new LargestCauseReader(table).read(Scope.ALL))
          .hasValueSatisfying(cause -> {
            assertThat(cause.denied()).isEqualTo(actions.size());
            assertThat(cause.action()).isEqualTo(most.toString());
          });
    }
  }
}
