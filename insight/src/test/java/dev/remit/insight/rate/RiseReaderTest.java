package dev.remit.insight.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.cause.History;
import dev.remit.insight.cause.RiseCauses;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.pdp.request.Claim;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class RiseReaderTest {
  private static final int HOURS = 10 * 24;
  private static final Instant END = Instant.parse("2026-11-18T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  /// Two identities that are denied one of four requests every sixth hour; in the last hour one of
  /// them is denied ten of twelve, and a third one comes, whose five requests are all denied.
  private void write() throws Exception {
    try (DrawnRecords records = DrawnRecords.open(folder, Seeds.random(1))) {
      for (int hour = HOURS; hour > 0; hour--) {
        Instant begin = END.minus(Duration.ofHours(hour));
        boolean last = hour == 1;
        for (String identity : List.of("steady", "broken")) {
          boolean broken = last && identity.equals("broken");
          int denied = broken ? 10 : hour % 6 == 0 ? 1 : 0;
          for (int i = 0; i < (broken ? 12 : 4); i++) {
            records.submit(row(identity, begin.plusSeconds(60L * i), i < denied));
          }
        }
      }
      for (int i = 0; i < 5; i++) {
        records.submit(row("new", END.minusSeconds(60L * i + 1), true));
      }
    }
  }

  private static Row row(String identity, Instant time, boolean denied) {
    Observation observation =
        new Observation(
            "test",
            identity + time,
            time,
            "point",
            denied ? ObservedOutcome.DENIED : ObservedOutcome.PERMITTED,
            EntityUid.of("Agent", identity),
            EntityUid.of("Action", "read"),
            List.of(),
            "",
            "",
            OptionalInt.empty(),
            ObservedClient.UNKNOWN,
            new Provenance(
                Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent()),
            Optional.empty(),
            Json.object(),
            "test");
    return ObservationRows.of(
        new UUID(time.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE),
        "default",
        observation,
        false);
  }

  @Test
  void onlyTheHourThatItsOwnHistoryDoesNotExplainIsARise() throws Exception {
    write();
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      Rises rises = new RiseReader(table).read(Scope.ALL).orElseThrow();
      assertThat(rises.until()).isEqualTo(END);
      assertThat(rises.from()).isEqualTo(END.minus(RiseReader.LAST));
      assertThat(rises.tested()).isEqualTo(48);
      assertThat(rises.withoutHistory()).isEqualTo(1);
      assertThat(rises.complete()).isTrue();
      assertThat(rises.rises())
          .singleElement()
          .satisfies(rise -> {
            assertThat(rise.identity()).isEqualTo("Agent::\"broken\"");
            assertThat(rise.hour()).isEqualTo(END.minus(Duration.ofHours(1)));
            assertThat(rise.now()).isEqualTo(new Rate(10, 12));
            assertThat(rise.before()).isEqualTo(new Rate(36, 4 * (HOURS - 24)));
            assertThat(rise.most()).isEqualTo(1);
            assertThat(rise.chance()).isLessThan(1e-9);
          });
    }
  }

  @Test
  void aRiseIsOfTheClassOfMostOfItsDenials() throws Exception {
    write();
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      RateReport report =
          new RateReader(table, Declarations.NONE)
              .read(new Question(Scope.ALL, List.of(), 0), false, true);
      RateReport explained =
          new RiseCauses(table, SourcesOfTruth.NONE, History.USUAL).explained(report);
      RiseClass unknown = new RiseClass("unknown", "", 10);
      assertThat(Objects.requireNonNull(explained.rises()).rises())
          .singleElement()
          .satisfies(rise -> {
            assertThat(rise.classes()).containsExactly(unknown);
            assertThat(rise.main()).contains(unknown);
          });
    }
  }

  @Test
  void aClassHoldsMoreThanHalfOfTheDenialsOfARise() {
    RiseClass drift = new RiseClass("drift", "high", 5);
    RiseClass bug = new RiseClass("application-bug", "low", 4);
    assertThat(rise(9).with(List.of(drift, bug)).main()).contains(drift);
    assertThat(rise(10).with(List.of(drift, bug)).main()).isEmpty();
    assertThat(rise(9).main()).isEmpty();
  }

  private static Rise rise(long denied) {
    return new Rise("Agent::\"a\"", END, new Rate(denied, 20), new Rate(0, 100), 0, 1e-9);
  }

  @Test
  void anOwnerIsTheDeclaredOneOfTheIdentity() throws Exception {
    write();
    Declarations declared =
        new Declarations(
            List.of(
                new Declared(EntityUid.of("Agent", "broken"), "", "team \"a\"", null),
                new Declared(EntityUid.of("Agent", "new"), "", "", null)),
            Map.of());
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      Question question = new Question(Scope.ALL, List.of(Dimension.OWNER), 10);
      assertThat(new TallyReader(table, declared).read(question).groups())
          .extracting(group -> group.names().getFirst(), group -> group.counts().attempts())
          .containsExactly(
              tuple("team \"a\"", 4L * (HOURS - 1) + 12), tuple(Dimension.UNKNOWN, 4L * HOURS + 5));
      assertThat(new TallyReader(table).read(question).groups())
          .extracting(group -> group.names().getFirst())
          .containsExactly(Dimension.UNKNOWN);
    }
  }

  @Test
  void ofALogThatHoldsNothingNothingIsSaid() throws Exception {
    DrawnRecords.open(folder, Seeds.random(1)).close();
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      assertThat(new RiseReader(table).read(Scope.ALL)).isEmpty();
    }
  }
}
