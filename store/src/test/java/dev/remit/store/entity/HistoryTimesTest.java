package dev.remit.store.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When entities were so, through changes, checkpoints and openings.
final class HistoryTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123Z");
  private static final HistoryLimits SMALL = new HistoryLimits(8192, 500, 500);

  private final SimulatedDisk disk = SimulatedDisk.of(1);

  private EntityHistory open() throws IOException, DamagedHistory {
    return EntityHistory.open(disk, HistoryModel.STORE, InstantSource.fixed(NOW), SMALL);
  }

  private static Edit put(@Nullable Instant asOf, EntityUid... uids) {
    List<Entity> entities = new ArrayList<>();
    for (EntityUid uid : uids) {
      entities.add(Entity.of(uid));
    }
    return new Edit(entities, List.of(), asOf, List.of());
  }

  private static final EntityUid ONE = EntityUid.of("A", "1");

  @Test
  void anEntityIsAsOfItsChangeOrOfAnEarlierInstantThatIsSaid() throws IOException, DamagedHistory {
    try (EntityHistory history = open()) {
      assertThat(history.append("a", put(null, ONE)).times().find(ONE)).isEqualTo(NOW);
      Instant before = NOW.minusSeconds(60);
      assertThat(history.append("a", put(before, ONE)).times().find(ONE)).isEqualTo(before);
      Instant after = NOW.plusMillis(1);
      assertThat(history.append("a", put(after, ONE)).times().find(ONE)).isEqualTo(NOW);
      assertThat(history.append("a", List.of(), List.of(ONE)).times().find(ONE)).isNull();
    }
  }

  @Test
  void everyVersionHasItsTimesAgain() throws IOException, DamagedHistory {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_204));
    List<Snapshot> versions = new ArrayList<>();
    for (int opening = 0; opening < 4; opening++) {
      try (EntityHistory history = open()) {
        if (opening > 0) {
          assertSame(history.current(), versions.getLast());
        }
        for (int i = 0; i < 40; i++) {
          versions.add(history.append("a", randomEdit(random)));
        }
        for (Snapshot version : versions) {
          assertFound(history.find(version.version()), version);
        }
      }
    }
    assertThat(Segment.list(disk)).hasSizeGreaterThan(5);
    try (EntityCursor cursor = new EntityCursor(disk, SMALL)) {
      for (Snapshot version : versions) {
        assertFound(cursor.find(version.version()), version);
      }
      for (Snapshot version : versions.reversed()) {
        assertFound(cursor.find(version.version()), version);
      }
    }
    assertThat(versions.getLast().times().size()).isPositive();
    assertThat(versions.getLast().times().confirmed()).hasSize(3);
  }

  private static Edit randomEdit(RandomGenerator random) {
    List<Entity> upserts = new ArrayList<>();
    List<EntityUid> removals = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      EntityUid uid = EntityUid.of("ABC".substring(i % 3, i % 3 + 1), Integer.toString(i));
      switch (random.nextInt(8)) {
        case 0, 1 -> upserts.add(Entity.of(uid));
        case 2 -> removals.add(uid);
        default -> {}
      }
    }
    String type = "ABC".substring(random.nextInt(3)).substring(0, 1);
    Instant asOf = random.nextBoolean() ? null : NOW.minusMillis(random.nextInt(100_000));
    return random.nextInt(4) == 0
        ? new Edit(List.of(), List.of(), asOf, List.of(new Name(type)))
        : new Edit(upserts, removals, asOf, List.of());
  }

  private static void assertFound(EntityLookup lookup, Snapshot expected) {
    assertThat(lookup).isInstanceOf(EntityLookup.Found.class);
    assertSame(((EntityLookup.Found) lookup).snapshot(), expected);
  }

  private static void assertSame(Snapshot snapshot, Snapshot expected) {
    assertThat(snapshot.version()).isEqualTo(expected.version());
    assertThat(snapshot.entities()).isEqualTo(expected.entities());
    assertThat(snapshot.times()).as("times at %s", expected.version()).isEqualTo(expected.times());
  }

  private static final EntityUid OLD = EntityUid.of("A", "old");

  /// As the version before wrote it, which knew no times.
  private void placeOld(long start, String changes) throws IOException {
    disk.createFolder(Segment.FOLDER);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String head =
        "{\"v\":1,\"store\":\""
            + HistoryModel.STORE
            + "\",\"sequence\":"
            + start
            + ",\"entities\":1}";
    String old = "[{\"uid\":{\"type\":\"A\",\"id\":\"old\"},\"attrs\":{},\"parents\":[]}]";
    for (String frame : List.of(head, old)) {
      bytes.writeBytes(Frame.write(frame.getBytes(UTF_8)).array());
    }
    if (!changes.isEmpty()) {
      bytes.writeBytes(Frame.write(changes.getBytes(UTF_8)).array());
    }
    disk.place(new Segment(start).name(), bytes.toByteArray());
  }

  private static String change(long sequence, String id) {
    return "{\"sequence\":"
        + sequence
        + ",\"time\":\"2026-11-01T00:00:00Z\",\"author\":\"x\",\"removals\":[]}\n"
        + "[{\"uid\":{\"type\":\"A\",\"id\":\""
        + id
        + "\"},\"attrs\":{},\"parents\":[]}]";
  }

  @Test
  void aHistoryOfBeforeOpensAndWhatItDoesNotSayIsUnknown() throws IOException, DamagedHistory {
    placeOld(3, change(4, "new"));
    try (EntityHistory history = open()) {
      AsOfTimes times = history.current().times();
      assertThat(times.find(OLD)).isEqualTo(AsOfTimes.UNKNOWN);
      assertThat(times.find(EntityUid.of("A", "new"))).isEqualTo("2026-11-01T00:00:00Z");
      Snapshot last = history.current();
      for (int i = 0; i < 60; i++) {
        last = history.append("a", put(null, EntityUid.of("A", "filler " + i)));
      }
      assertThat(Segment.list(disk)).hasSizeGreaterThan(1);
      assertThat(last.times().find(OLD)).isEqualTo(AsOfTimes.UNKNOWN);
      assertThat(last.times().find(ONE)).isNull();
    }
    try (EntityHistory again = open()) {
      assertThat(again.current().times().find(OLD)).isEqualTo(AsOfTimes.UNKNOWN);
      assertThat(again.append("a", put(null, OLD)).times().find(OLD)).isEqualTo(NOW);
    }
  }

  @Test
  void aVersionHasTheSameTimesFromWhereverACursorComes() throws IOException, DamagedHistory {
    placeOld(3, change(4, "old"));
    placeOld(4, "");
    EntityVersion fourth = HistoryModel.version(4);
    try (EntityHistory history = open();
        EntityCursor from = new EntityCursor(disk, SMALL)) {
      assertFound(from.find(fourth), history.current());
      from.find(HistoryModel.version(3));
      assertFound(from.find(fourth), history.current());
      assertThat(history.current().times().find(OLD)).isEqualTo(AsOfTimes.UNKNOWN);
    }
  }
}
