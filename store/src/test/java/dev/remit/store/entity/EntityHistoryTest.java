package dev.remit.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EntityHistoryTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T08:00:00.123456Z"));
  private static final HistoryLimits SMALL = new HistoryLimits(4096, 50, 500);

  private final SimulatedDisk disk = SimulatedDisk.of(1);

  private static EntityHistory open(Disk disk) throws IOException, DamagedHistory {
    return EntityHistory.open(disk, HistoryModel.STORE, CLOCK, SMALL);
  }

  private static HistoryModel fill(EntityHistory history, int changes) throws IOException {
    RandomGenerator random = Seeds.random(3);
    HistoryModel model = new HistoryModel();
    for (int i = 0; i < changes; i++) {
      HistoryModel.Step step = HistoryModel.step(random);
      model.add(step);
      Snapshot next = history.append("test", step.upserts(), step.removals());
      assertFound(new EntityLookup.Found(next), model, i + 1L);
      assertThat(history.current()).isSameAs(next);
    }
    return model;
  }

  private static void assertFound(EntityLookup lookup, HistoryModel model, long sequence) {
    assertThat(lookup).isInstanceOf(EntityLookup.Found.class);
    Snapshot snapshot = ((EntityLookup.Found) lookup).snapshot();
    assertThat(snapshot.version()).isEqualTo(HistoryModel.version(sequence));
    assertThat(snapshot.entities()).isEqualTo(model.at(sequence));
    assertThat(List.copyOf(snapshot.entities().all()))
        .as("order of version %s", sequence)
        .isEqualTo(List.copyOf(model.at(sequence).all()));
  }

  @Test
  void anyVersionIsTheFoldOfTheChangesUpToIt() throws IOException, DamagedHistory {
    try (EntityHistory history = open(disk)) {
      HistoryModel model = fill(history, 60);
      assertThat(Segment.list(disk)).hasSizeGreaterThan(3);
      for (long sequence = 0; sequence <= 60; sequence++) {
        assertFound(history.find(HistoryModel.version(sequence)), model, sequence);
      }
    }
  }

  @Test
  void aHistoryOpenedAgainIsTheSame() throws IOException, DamagedHistory {
    HistoryModel model;
    try (EntityHistory history = open(disk)) {
      model = fill(history, 25);
    }
    try (EntityHistory history = EntityHistory.open(disk, "another", CLOCK, SMALL)) {
      assertThat(history.cutBytes()).isZero();
      assertThat(history.current().version()).isEqualTo(HistoryModel.version(25));
      assertThat(history.current().entities()).isEqualTo(model.at(25));
      assertThat(history.append("x", List.of(), List.of()).version().sequence()).isEqualTo(26);
      assertFound(history.find(HistoryModel.version(7)), model, 7);
    }
  }

  @Test
  void aCursorGoesForwardAndBackAndSeesWhatComesMeanwhile() throws IOException, DamagedHistory {
    RandomGenerator random = Seeds.random(5);
    try (EntityHistory history = open(disk);
        EntityCursor cursor = new EntityCursor(disk, SMALL)) {
      HistoryModel model = new HistoryModel();
      for (int i = 0; i < 200; i++) {
        if (i % 4 == 0) {
          HistoryModel.Step step = HistoryModel.step(random);
          model.add(step);
          history.append("test", step.upserts(), step.removals());
        }
        long sequence = i % 7 == 0 ? model.last() : random.nextLong(model.last() + 1);
        assertFound(cursor.find(HistoryModel.version(sequence)), model, sequence);
      }
      long unknown = model.last() + 1;
      assertThat(cursor.find(HistoryModel.version(unknown)))
          .isEqualTo(new EntityLookup.Unknown(HistoryModel.version(unknown)));
    }
  }

  @Test
  void whatIsNoVersionOfThisHistoryIsUnknown() throws IOException, DamagedHistory {
    EntityVersion later = HistoryModel.version(61);
    EntityVersion other = new EntityVersion("other", 3);
    try (EntityHistory history = open(disk);
        EntityCursor cursor = new EntityCursor(disk, SMALL)) {
      assertThat(new EntityCursor(SimulatedDisk.of(1)).find(later))
          .isEqualTo(new EntityLookup.Unknown(later));
      fill(history, 60);
      for (EntityVersion version : List.of(later, other)) {
        EntityLookup.Unknown unknown = new EntityLookup.Unknown(version);
        assertThat(history.find(version)).isEqualTo(unknown);
        assertThat(cursor.find(version)).isEqualTo(unknown);
        assertThat(unknown.text())
            .isEqualTo("entities " + version + ": this history never had that version");
      }
      history.removeBefore(60);
      assertThat(cursor.find(other)).isEqualTo(new EntityLookup.Unknown(other));
    }
  }

  @Test
  void retentionKeepsAVersionAndAllAfterIt() throws IOException, DamagedHistory {
    try (EntityHistory history = open(disk)) {
      HistoryModel model = fill(history, 60);
      long bytes = disk.bytes();
      history.removeBefore(40);
      assertThat(disk.bytes()).isLessThan(bytes);
      long oldest = Segment.list(disk).getFirst().start();
      assertThat(oldest).isLessThanOrEqualTo(40).isPositive();
      for (long sequence = 0; sequence <= 60; sequence++) {
        EntityLookup lookup = history.find(HistoryModel.version(sequence));
        if (sequence < oldest) {
          EntityLookup.Gone gone = new EntityLookup.Gone(HistoryModel.version(sequence));
          assertThat(lookup).isEqualTo(gone);
          assertThat(gone.text())
              .isEqualTo("entities pip@" + sequence + ": retention has removed this version");
        } else {
          assertFound(lookup, model, sequence);
        }
      }
      history.removeBefore(1000);
      assertFound(history.find(HistoryModel.version(60)), model, 60);
    }
  }

  @Test
  void aChangeThatMakesNoSnapshotChangesNothing() throws IOException, DamagedHistory {
    try (EntityHistory history = open(disk)) {
      EntityUid first = EntityUid.of("Group", "a");
      EntityUid second = EntityUid.of("Group", "b");
      history.append("test", List.of(Entity.of(first, Set.of(second))), List.of());
      long bytes = disk.bytes();
      assertThatThrownBy(
              () -> history.append("x", List.of(Entity.of(second, Set.of(first))), List.of()))
          .isInstanceOf(EntityException.class);
      assertThatThrownBy(() ->
              history.append(
                  "x", List.of(HistoryModel.user(1, 1), HistoryModel.user(1, 2)), List.of()))
          .isInstanceOf(EntityException.class);
      assertThat(history.current().version().sequence()).isEqualTo(1);
      assertThat(disk.bytes()).isEqualTo(bytes);
      assertThat(history.append("x", List.of(), List.of(first)).entities().size()).isZero();
    }
  }

  @Test
  void whatCouldNotBeReadAgainIsRefused() throws IOException, DamagedHistory {
    RecordValue escape = RecordValue.of(Map.of("__extn", new LongValue(1)));
    try (EntityHistory history = open(disk)) {
      for (Entity entity :
          List.of(
              withAttribute(escape),
              withAttribute(RecordValue.of(Map.of("half", new StringValue("\uD800")))),
              Entity.of(EntityUid.of("Action", "a"), Set.of(HistoryModel.group(1))))) {
        assertThatThrownBy(() -> history.append("x", List.of(entity), List.of()))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(history.current().version().sequence()).isZero();
    }
  }

  private static Entity withAttribute(RecordValue value) {
    return new Entity(
        HistoryModel.user(1), RecordValue.of(Map.of("a", value)), Set.of(), RecordValue.EMPTY);
  }

  private static Entity noted(int number, String note) {
    return new Entity(
        HistoryModel.user(number),
        RecordValue.of(Map.of("note", new StringValue(note))),
        Set.of(),
        RecordValue.EMPTY);
  }

  @Test
  void bytesOfAChangeEntitiesAndAuthorsAreBounded() throws IOException, DamagedHistory {
    try (EntityHistory history = open(disk)) {
      String author = "a".repeat(EntityChange.AUTHOR_LENGTH_MAX);
      history.append(author, List.of(), List.of());
      assertThatThrownBy(() -> history.append(author + "a", List.of(), List.of()))
          .hasMessage("an author of 1025 characters, more than 1024");

      EntityChange empty =
          new EntityChange(2, CLOCK.instant(), "x", List.of(noted(1, "")), List.of());
      int room = SMALL.changeBytesMax() - ChangeText.change(empty).length;
      assertThatThrownBy(
              () -> history.append("x", List.of(noted(1, "n".repeat(room + 1))), List.of()))
          .hasMessage("a change of 4097 bytes, more than 4096");
      history.append("x", List.of(noted(1, "n".repeat(room))), List.of());

      for (int i = 0; i < SMALL.entitiesMax() - 1; i++) {
        history.append("x", List.of(Entity.of(EntityUid.of("T", "t" + i))), List.of());
      }
      assertThatThrownBy(
              () -> history.append("x", List.of(Entity.of(EntityUid.of("T", "t"))), List.of()))
          .hasMessage("more than 50 entities");
    }
    try (EntityHistory history = open(disk)) {
      assertThat(history.current().entities().size()).isEqualTo(50);
    }
  }

  @Test
  void theFilesAreAsDocumented() throws IOException, DamagedHistory {
    try (EntityHistory history = open(disk)) {
      history.append("ann", List.of(HistoryModel.user(1, 7)), List.of(HistoryModel.user(2)));
    }
    assertThat(disk.list("entities")).containsExactly("entities/0000000000000000000.segment");
    try (FrameReader frames =
        new FrameReader(disk.openRead("entities/0000000000000000000.segment"), "x", 4096)) {
      assertThat(frames.next().orElseThrow())
          .asString()
          .isEqualTo("{\"v\":2,\"store\":\"pip\",\"sequence\":0,\"entities\":0,\"confirmed\":[]}");
      assertThat(frames.next().orElseThrow())
          .asString()
          .isEqualTo(
              """
              {"sequence":1,"time":"2026-11-22T08:00:00.123Z","author":"ann",\
              "removals":[{"type":"User","id":"u2"}]}
              [{"uid":{"type":"User","id":"u1"},"attrs":{"level":7,"note":"line\\n7"},\
              "parents":[{"type":"Group","id":"g1"}]}]\
              """);
      assertThat(frames.next()).isEmpty();
      assertThat(frames.position()).isEqualTo(frames.size());
    }
  }

  @Test
  void largeCheckpointsAreInSeveralFrames() throws IOException, DamagedHistory {
    HistoryLimits limits = new HistoryLimits(1 << 20, 5000, 1);
    HistoryModel model = new HistoryModel();
    try (EntityHistory history = EntityHistory.open(disk, HistoryModel.STORE, CLOCK, limits)) {
      List<Entity> large =
          IntStream.range(0, 3)
              .mapToObj(i -> noted(i, "n".repeat(EntityBatches.CHARACTERS_MAX / 2 + i)))
              .toList();
      HistoryModel.Step step = new HistoryModel.Step(large, List.of());
      model.add(step);
      history.append("x", step.upserts(), step.removals());
      history.append("x", List.of(), List.of());
    }
    assertThat(Segment.list(disk)).last().isEqualTo(new Segment(1));
    try (EntityCursor cursor = new EntityCursor(disk, limits)) {
      assertFound(cursor.find(HistoryModel.version(1)), model, 1);
    }
  }

  @Test
  void aClosedHistoryTakesNothing() throws IOException, DamagedHistory {
    EntityHistory history = open(disk);
    history.close();
    history.close();
    assertThatThrownBy(() -> history.append("x", List.of(), List.of()))
        .hasMessage("entities: the history is closed; open it again");
  }

  @Test
  void itWorksInAFolder(@TempDir Path folder) throws IOException, DamagedHistory {
    FolderDisk real = FolderDisk.open(folder.resolve("data"));
    HistoryModel model;
    try (EntityHistory history = open(real)) {
      model = fill(history, 30);
      history.removeBefore(20);
    }
    try (EntityHistory history = open(real)) {
      assertThat(history.current().entities()).isEqualTo(model.at(30));
      assertFound(history.find(HistoryModel.version(21)), model, 21);
    }
  }

  @Test
  void changesAfterAnyVersionAreVisitedInOrder() throws Exception {
    try (EntityHistory history = open(disk)) {
      fill(history, 60);
      assertThat(Segment.list(disk)).hasSizeGreaterThan(2);
      for (long after : new long[] {0, 1, 29, 58, 59, 60, 99}) {
        assertThat(changesAfter(history, after, Integer.MAX_VALUE))
            .isEqualTo(LongStream.rangeClosed(after + 1, 60).boxed().toList());
      }
      assertThat(changesAfter(history, 10, 3)).containsExactly(11L, 12L, 13L);
      history.removeBefore(40);
      List<Long> left = changesAfter(history, 0, Integer.MAX_VALUE);
      assertThat(left.getFirst()).isGreaterThan(1);
      assertThat(left).contains(41L).endsWith(60L);
    }
  }

  private static List<Long> changesAfter(EntityHistory history, long after, int count)
      throws Exception {
    List<Long> sequences = new ArrayList<>();
    history.visitChanges(
        after,
        change -> {
          sequences.add(change.sequence());
          return sequences.size() < count;
        });
    return sequences;
  }
}
