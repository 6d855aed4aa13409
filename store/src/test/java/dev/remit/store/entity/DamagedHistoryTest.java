package dev.remit.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.entity.Entity;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.freshness.AsOfTimes;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a history says of files that are not as they were written.
final class DamagedHistoryTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final HistoryLimits SMALL = new HistoryLimits(4096, 50, 600);
  private static final int CHANGES = 20;

  private final SimulatedDisk disk = SimulatedDisk.of(1);
  private final HistoryModel model = new HistoryModel();
  private long lastChangeStart;

  private EntityHistory open() throws IOException, DamagedHistory {
    return EntityHistory.open(disk, HistoryModel.STORE, CLOCK, SMALL);
  }

  @BeforeEach
  void fill() throws IOException, DamagedHistory {
    RandomGenerator random = Seeds.random(9);
    try (EntityHistory history = open()) {
      for (int i = 0; i < CHANGES; i++) {
        lastChangeStart = last().length;
        HistoryModel.Step step = HistoryModel.step(random);
        model.add(step);
        history.append("x", step.upserts(), step.removals());
      }
    }
    assertThat(Segment.list(disk)).hasSizeGreaterThan(1);
    assertThat(lastChangeStart)
        .as("a segment with several changes")
        .isBetween(1L, last().length - 1L);
  }

  private String lastName() throws IOException {
    return Segment.list(disk).getLast().name();
  }

  private byte[] last() throws IOException {
    return disk.contents(lastName());
  }

  @Test
  void aTornLastChangeIsCutWhereverItEnds() throws IOException, DamagedHistory {
    byte[] whole = last();
    for (int end = (int) lastChangeStart; end < whole.length; end++) {
      disk.place(lastName(), Arrays.copyOf(whole, end));
      try (EntityHistory history = open()) {
        assertThat(history.cutBytes()).isEqualTo(end - lastChangeStart);
        assertThat(history.current().version().sequence()).isEqualTo(CHANGES - 1L);
        assertThat(history.current().entities()).isEqualTo(model.at(CHANGES - 1));
        assertThat(last()).hasSize((int) lastChangeStart);
      }
    }
  }

  @Test
  void aByteChangedBeforeTheLastChangeIsAnErrorThatNamesThePlace() throws IOException {
    byte[] whole = last();
    for (int at = 0; at < lastChangeStart; at++) {
      disk.place(lastName(), flipped(whole, at));
      assertThatThrownBy(this::open)
          .as("byte %s", at)
          .isInstanceOf(DamagedHistory.class)
          .hasMessageStartingWith(lastName() + ": byte ")
          .hasMessageEndingWith("; restore the file from a copy");
      assertThat(last()).as("is left as it is").isEqualTo(flipped(whole, at));
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 0x20;
    return flipped;
  }

  @Test
  void aVersionThatNeedsADamagedFileSaysSoAndOthersAreThere() throws IOException {
    Segment first = Segment.list(disk).getFirst();
    long firstEnd = Segment.list(disk).get(1).start();
    byte[] whole = disk.contents(first.name());
    // The version that the last change leads to is the checkpoint of the next segment.
    long end = lastFrameStart(first);
    for (int at = 0; at < end; at++) {
      disk.place(first.name(), flipped(whole, at));
      boolean damaged = false;
      try (EntityCursor cursor = new EntityCursor(disk, SMALL)) {
        for (long sequence = 0; sequence <= firstEnd; sequence++) {
          switch (cursor.find(HistoryModel.version(sequence))) {
            case EntityLookup.Found(Snapshot snapshot) ->
                assertThat(snapshot.entities()).isEqualTo(model.at(sequence));
            case EntityLookup.Damaged found -> {
              damaged = true;
              assertThat(sequence).isLessThan(firstEnd);
              assertThat(found.text())
                  .startsWith("entities pip@" + sequence + ": " + first.name() + ": byte ");
            }
            case EntityLookup.Gone gone -> throw new AssertionError(gone);
            case EntityLookup.Unknown unknown -> throw new AssertionError(unknown);
          }
        }
      }
      assertThat(damaged).as("byte %s", at).isTrue();
    }
  }

  private long lastFrameStart(Segment segment) throws IOException {
    try (FrameReader frames =
        new FrameReader(disk.openRead(segment.name()), segment.name(), 4096)) {
      long start = 0;
      while (frames.position() < frames.size()) {
        start = frames.position();
        assertThat(frames.next()).isPresent();
      }
      return start;
    } catch (DamagedHistory e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFrameThatSaysSomethingElseIsDamage() throws IOException {
    List<String> contents =
        List.of(
            "{\"sequence\":21}",
            "{\"sequence\":22,\"time\":\"1970-01-01T00:00:00Z\",\"author\":\"x\",\"removals\":[]}",
            "{\"sequence\":21,\"time\":\"now\",\"author\":\"x\",\"removals\":[]}",
            "{\"sequence\":21,\"time\":\"1970-01-01T00:00:00Z\",\"author\":\"x\",\"removals\":{}}",
            "{\"sequence\":21,\"time\":\"1970-01-01T00:00:00Z\",\"author\":\"x\",\"removals\":[]}\n[7]",
            "",
            "[]");
    byte[] whole = last();
    for (String content : contents) {
      byte[] frame = Frame.write(content.getBytes(StandardCharsets.UTF_8)).array();
      byte[] more = Arrays.copyOf(whole, whole.length + frame.length);
      System.arraycopy(frame, 0, more, whole.length, frame.length);
      disk.place(lastName(), more);
      assertThatThrownBy(this::open).as(content).isInstanceOf(DamagedHistory.class);
    }
  }

  @Test
  void aFormatOfALaterVersionIsNotGuessedAt() throws IOException {
    String head = "{\"v\":3,\"store\":\"pip\",\"sequence\":0,\"entities\":0}";
    disk.place(new Segment(99).name(), Frame.write(head.getBytes(StandardCharsets.UTF_8)).array());
    assertThatThrownBy(this::open)
        .hasMessage(
            "entities/0000000000000000099.segment: byte 0: format version 3 is not known here;"
                + " restore the file from a copy");
  }

  @Test
  void aSegmentUnderAnothersNameIsDamage() throws IOException {
    disk.place(new Segment(99).name(), last());
    assertThatThrownBy(this::open).hasMessageContaining("it is the segment of version ");
  }

  @Test
  void aFrameUnpacksToNoMoreThanItMay() {
    byte[] frame = Frame.write(new byte[100_000]).array();
    assertThat(frame).hasSizeLessThan(1000);
    assertThat(Frame.content(frame, 100_000)).isPresent();
    assertThat(Frame.content(frame, 99_999)).isEmpty();
  }

  @Test
  void anEntityIsNotWrittenTwiceInOneCheckpoint() throws IOException {
    Entity user = HistoryModel.user(1, 1);
    byte[] head = ChangeText.head(new ChangeText.Head("pip", 99, 2, false, new TreeMap<>()));
    byte[] batch =
        ChangeText.entities(
            new EntityBatches(List.of(user)).next(), List.of(AsOfTimes.Mark.UNKNOWN));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Frame.write(head).array());
    bytes.writeBytes(Frame.write(batch).array());
    bytes.writeBytes(Frame.write(batch).array());
    disk.place(new Segment(99).name(), bytes.toByteArray());
    assertThatThrownBy(this::open).hasMessageContaining("adds no entity");
  }
}
