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
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Every acknowledged change is there after a crash at any operation of the disk, and nothing half.
final class EntityHistoryCrashTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final HistoryLimits SMALL = new HistoryLimits(4096, 50, 300);
  private static final int STEPS = 14;
  private static final int SEEDS = 5;
  private static final int GENERATIONS = 3;

  private static EntityHistory open(Disk disk) throws IOException, DamagedHistory {
    return EntityHistory.open(disk, HistoryModel.STORE, CLOCK, SMALL);
  }

  /// A process that changes entities and removes old versions until the disk stops it.
  private static final class Run {
    private final RandomGenerator random;
    private final HistoryModel model;
    private long acknowledged;
    private long removedBefore;

    private Run(RandomGenerator random, HistoryModel model, long acknowledged) {
      this.random = random;
      this.model = model;
      this.acknowledged = acknowledged;
    }

    private void go(Disk disk) throws DamagedHistory {
      go(disk, STEPS);
    }

    private void go(Disk disk, int steps) throws DamagedHistory {
      try (EntityHistory history = open(disk)) {
        for (int i = 0; i < steps; i++) {
          if (random.nextInt(6) == 0) {
            removedBefore = Math.max(removedBefore, random.nextLong(model.last() + 1));
            history.removeBefore(removedBefore);
          }
          HistoryModel.Step step = HistoryModel.step(random);
          model.add(step);
          history.append("x", step.upserts(), step.removals());
          acknowledged = model.last();
        }
      } catch (IOException e) {
        // The machine has stopped, which is what the tests are about.
      }
    }
  }

  /// Returns what was there: all that was acknowledged, and perhaps the change after it.
  private static long check(SimulatedDisk disk, Run run) throws IOException, DamagedHistory {
    HistoryModel model = run.model;
    try (EntityHistory history = open(disk);
        EntityCursor cursor = new EntityCursor(disk, SMALL)) {
      long last = history.current().version().sequence();
      assertThat(last).isBetween(run.acknowledged, model.last());
      assertThat(history.current().entities()).isEqualTo(model.at(last));
      for (long sequence = 0; sequence <= last; sequence++) {
        switch (cursor.find(HistoryModel.version(sequence))) {
          case EntityLookup.Found(Snapshot snapshot) ->
              assertThat(snapshot.entities()).isEqualTo(model.at(sequence));
          case EntityLookup.Gone _ -> assertThat(sequence).isLessThan(run.removedBefore);
          case EntityLookup.Unknown unknown -> throw new AssertionError(unknown);
          case EntityLookup.Damaged damaged -> throw new AssertionError(damaged);
        }
      }
      return last;
    }
  }

  private static long operations(long seed) throws DamagedHistory {
    SimulatedDisk disk = SimulatedDisk.of(seed);
    new Run(Seeds.random(seed), new HistoryModel(), 0).go(disk);
    return disk.operations();
  }

  @Test
  void everyAcknowledgedChangeIsThereAfterACrashAnywhere() throws IOException, DamagedHistory {
    long first = Seeds.seed(1);
    for (long seed = first; seed < first + SEEDS; seed++) {
      long operations = operations(seed);
      for (long stop = 1; stop <= operations; stop++) {
        crashAgainAndAgain(seed, stop);
      }
    }
  }

  /// Each generation goes on from what the one before left, stopped at its own moment.
  private static void crashAgainAndAgain(long seed, long stop) throws IOException, DamagedHistory {
    SimulatedDisk disk = SimulatedDisk.of(seed);
    RandomGenerator random = Seeds.random(seed);
    Run run = new Run(random, new HistoryModel(), 0);
    for (int generation = 0; generation < GENERATIONS; generation++) {
      run.go(disk.stopAt(generation == 0 ? stop : 1 + random.nextLong(60)));
      disk = random.nextInt(3) == 0 ? disk.kill() : disk.crash();
      try {
        // Opening again may write, and what it relies on must survive the next crash.
        long last = check(disk, run);
        run.model.keepUpTo(last);
        run.acknowledged = last;
      } catch (AssertionError | DamagedHistory e) {
        throw new AssertionError("seed " + seed + ", stopped at " + stop, e);
      }
    }
  }

  @Test
  void afterAFailureOfTheDiskNoMoreChangesAreTaken() throws IOException, DamagedHistory {
    long operations = operations(1);
    for (long fail = 1; fail <= operations; fail++) {
      SimulatedDisk disk = SimulatedDisk.of(1).failAt(fail);
      Run run = new Run(Seeds.random(1), new HistoryModel(), 0);
      run.go(disk);
      long last = check(disk.crash(), run);
      assertThat(last).isBetween(run.acknowledged, run.model.last());
    }
  }

  /// The next process finds the change that could not be forced, and builds on it.
  @Test
  void whatFollowsAChangeThatCouldNotBeForcedIsThereToo() throws IOException, DamagedHistory {
    long operations = operations(1);
    for (long fail = 1; fail <= operations; fail++) {
      SimulatedDisk disk = SimulatedDisk.of(1).failAt(fail);
      Run run = new Run(Seeds.random(1), new HistoryModel(), 0);
      run.go(disk);
      SimulatedDisk killed = disk.kill();
      run.model.keepUpTo(check(killed, run));
      run.go(killed, 1);
      for (int turn = 0; turn < 4; turn++) {
        try {
          check(killed.crash(), run);
        } catch (AssertionError | DamagedHistory e) {
          throw new AssertionError("failed at " + fail, e);
        }
      }
    }
  }

  @Test
  void aFullDiskLosesNothingAndSaysSo() throws IOException, DamagedHistory {
    SimulatedDisk disk = SimulatedDisk.of(1).fullAt(700);
    HistoryModel model = new HistoryModel();
    RandomGenerator random = Seeds.random(1);
    try (EntityHistory history = open(disk)) {
      assertThatThrownBy(
              () -> {
                while (model.last() < 100) {
                  HistoryModel.Step step = HistoryModel.step(random);
                  history.append("x", step.upserts(), step.removals());
                  model.add(step);
                }
              })
          .hasMessage("no space left on device");
      assertThat(history.current().entities()).isEqualTo(model.at(model.last()));
      assertThat(history.find(HistoryModel.version(1))).isInstanceOf(EntityLookup.Found.class);
      HistoryModel.Step step = HistoryModel.step(random);
      assertThatThrownBy(() -> history.append("x", step.upserts(), step.removals()))
          .hasMessage(
              "entities: an earlier change failed (java.io.IOException: no space left on device);"
                  + " check the disk, then start again");
    }
    try (EntityHistory history = open(disk.kill())) {
      assertThat(history.cutBytes()).isPositive();
      assertThat(history.current().entities()).isEqualTo(model.at(model.last()));
    }
  }
}
