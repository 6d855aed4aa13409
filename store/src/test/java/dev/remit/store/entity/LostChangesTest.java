package dev.remit.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.pdp.decision.Snapshot;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A disk that acknowledges changes and loses them gives no version the entities of another.
final class LostChangesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final HistoryLimits SMALL = new HistoryLimits(4096, 50, 300);
  private static final int CHANGES = 9;

  private final SimulatedDisk disk = SimulatedDisk.of(1);
  private final HistoryModel model = new HistoryModel();
  private final RandomGenerator random = Seeds.random(Seeds.seed(11));

  private static EntityHistory open(Disk disk, long newest) throws IOException, DamagedHistory {
    return EntityHistory.open(
        disk,
        HistoryModel.STORE,
        CLOCK,
        SMALL,
        current -> newest > current.sequence() ? newest : 0);
  }

  private void change() throws IOException, DamagedHistory {
    try (EntityHistory history = open(disk, 0)) {
      for (int i = 0; i < CHANGES; i++) {
        HistoryModel.Step step = HistoryModel.step(random);
        model.add(step);
        history.append("x", step.upserts(), step.removals());
      }
    }
  }

  @Test
  void aVersionThatARecordRefersToIsNeverAnothersWhereverTheDiskLostIt()
      throws IOException, DamagedHistory {
    change();
    String last = Segment.list(disk).getLast().name();
    long start = Segment.list(disk).getLast().start();
    byte[] whole = disk.contents(last);
    int lost = 0;
    for (int end = 0; end < whole.length; end++) {
      SimulatedDisk shorter = disk.kill();
      shorter.place(last, Arrays.copyOf(whole, end));
      EntityHistory history;
      try {
        history = open(shorter, CHANGES);
      } catch (DamagedHistory _) {
        continue; // Even the checkpoint is not whole, and the start is refused.
      }
      try (history) {
        assertThat(history.current().version()).isEqualTo(HistoryModel.version(CHANGES + 1));
        long left = CHANGES - history.lostVersions();
        assertThat(left).isBetween(start, CHANGES - 1L);
        assertThat(history.current().entities()).isEqualTo(model.at(left));
        history.append("x", List.of(HistoryModel.user(1, end)), List.of());
        assertVersions(shorter, left);
      }
      try (EntityHistory again = open(shorter, CHANGES + 2)) {
        assertThat(again.lostVersions()).isZero();
        assertThat(again.current().version()).isEqualTo(HistoryModel.version(CHANGES + 2));
      }
      lost++;
    }
    assertThat(lost).isPositive();
  }

  /// Up to `left` each is as it was, and up to the last that was acknowledged each is lost.
  private void assertVersions(Disk shorter, long left) throws IOException {
    try (EntityCursor cursor = new EntityCursor(shorter, SMALL)) {
      for (long sequence = 0; sequence <= CHANGES; sequence++) {
        EntityLookup found = cursor.find(HistoryModel.version(sequence));
        if (sequence <= left) {
          assertThat(found).isInstanceOf(EntityLookup.Found.class);
          Snapshot snapshot = ((EntityLookup.Found) found).snapshot();
          assertThat(snapshot.entities()).isEqualTo(model.at(sequence));
        } else {
          assertThat(found)
              .isEqualTo(
                  new EntityLookup.Damaged(
                      HistoryModel.version(sequence),
                      "the change that led to it was lost by the disk"));
        }
      }
    }
  }

  @Test
  void aHistoryThatHasAllThatIsReferredToSkipsNothing() throws IOException, DamagedHistory {
    change();
    try (EntityHistory history = open(disk, CHANGES)) {
      assertThat(history.lostVersions()).isZero();
      assertThat(history.current().version()).isEqualTo(HistoryModel.version(CHANGES));
    }
  }

  @Test
  void aCrashWhileNumbersAreSkippedGivesNoneOfThemAway() throws IOException, DamagedHistory {
    change();
    String last = Segment.list(disk).getLast().name();
    byte[] whole = disk.contents(last);
    disk.place(last, Arrays.copyOf(whole, whole.length - 1));
    disk.forceFolder(Segment.FOLDER);
    SimulatedDisk counted = disk.kill();
    long before = counted.operations();
    open(counted, CHANGES).close();
    for (long stop = before + 1; stop <= counted.operations(); stop++) {
      SimulatedDisk stopped = disk.kill().stopAt(stop);
      assertThatThrownBy(() -> open(stopped, CHANGES)).isInstanceOf(IOException.class);
      SimulatedDisk after = stopped.crash();
      try (EntityHistory history = open(after, CHANGES)) {
        assertThat(history.current().version()).isEqualTo(HistoryModel.version(CHANGES + 1));
        assertThat(history.current().entities()).isEqualTo(model.at(CHANGES - 1));
        assertVersions(after, CHANGES - 1);
      }
    }
  }

  @Test
  void aHistoryIsNotOpenedWhereItCannotBeSaidWhatIsReferredTo() {
    assertThatThrownBy(
            () -> {
              change();
              EntityHistory.open(
                  disk,
                  HistoryModel.STORE,
                  CLOCK,
                  SMALL,
                  _ -> {
                    throw new IOException("log: it cannot be said");
                  });
            })
        .hasMessage("log: it cannot be said");
  }
}
