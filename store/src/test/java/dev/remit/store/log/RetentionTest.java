package dev.remit.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.signature.SigningKey;
import dev.remit.store.signature.VerifyingKey;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole parts go, oldest first, and the rest still verifies.
final class RetentionTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final InstantSource NOW = at(20);
  private static final long PER_DAY = 5;

  private static InstantSource at(int day) {
    return InstantSource.fixed(START.plus(Duration.ofDays(day)));
  }

  /// Six days of records, a part for each but the last, which is a segment.
  private static SimulatedDisk sixDays() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    for (int day = 0; day < 6; day++) {
      append(disk, day);
    }
    DailyLog.seal(disk);
    return disk;
  }

  private static void append(SimulatedDisk disk, int day) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (long number = day * PER_DAY; number < (day + 1) * PER_DAY; number++) {
      rows.add(TestRows.numbered(number));
    }
    DailyLog.append(disk, at(day), rows);
  }

  private static RetentionLimits age(int days) {
    return new RetentionLimits(Duration.ofDays(days), RetentionLimits.ANY_SIZE);
  }

  private static RetentionLimits size(long bytes) {
    return new RetentionLimits(RetentionLimits.FOREVER, bytes);
  }

  private static List<Tombstone> retain(SimulatedDisk disk, RetentionLimits limits)
      throws IOException, DamagedLog {
    return new Retention(disk, NOW, null).apply(limits);
  }

  private static List<String> findings(SimulatedDisk disk, Head... anchors) throws IOException {
    return LogVerifier.verify(disk, List.of(anchors)).findings().stream()
        .map(Verification.Finding::toString)
        .toList();
  }

  private static List<Long> sequences(SimulatedDisk disk) throws IOException, DamagedLog {
    List<Long> sequences = new ArrayList<>();
    new LogReader(disk).visit(1, row -> sequences.add(row.whole(Column.SEQUENCE)));
    return sequences;
  }

  @Test
  void whatIsTooOldGoesAndTheRestVerifies() throws Exception {
    SimulatedDisk disk = sixDays();
    Head head = new LogReader(disk).head();
    List<Tombstone> tombstones = retain(disk, age(17));
    assertThat(tombstones).hasSize(1);
    assertThat(tombstones.getFirst())
        .returns(1L, Tombstone::first)
        .returns(15L, Tombstone::last)
        .returns(3, Tombstone::parts)
        .returns(Tombstone.Why.AGE, Tombstone::why);
    assertThat(sequences(disk)).hasSize(15).startsWith(16L);
    Verification verification = LogVerifier.verify(disk, List.of(head));
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.isAnchored()).isTrue();
    assertThat(verification.first()).isEqualTo(16);
    assertThat(verification.removed()).isEqualTo(tombstones);
  }

  @Test
  void anAgeIsReachedAtTheEndOfTheDay() throws Exception {
    // The first day ends 19.5 days before now.
    assertThat(new Retention(sixDays(), NOW, null).plan(age(20))).isEmpty();
    assertThat(new Retention(sixDays(), NOW, null).plan(age(19)).getFirst().last()).isEqualTo(5);
  }

  @Test
  void neitherTheNewestPartNorSegmentsGo() throws Exception {
    SimulatedDisk disk = sixDays();
    retain(disk, new RetentionLimits(Duration.ZERO, 0));
    assertThat(sequences(disk)).hasSize(10).startsWith(21L);
    append(disk, 21);
    assertThat(findings(disk)).isEmpty();
  }

  @Test
  void whatIsTooMuchGoes() throws Exception {
    SimulatedDisk disk = sixDays();
    long bytes = recordBytes(disk);
    assertThat(new Retention(disk, NOW, null).plan(size(bytes))).isEmpty();
    List<Tombstone> tombstones = retain(disk, size(bytes - 1));
    assertThat(tombstones)
        .singleElement()
        .returns(5L, Tombstone::last)
        .returns(Tombstone.Why.SIZE, Tombstone::why);
    assertThat(findings(disk)).isEmpty();
  }

  /// Bytes of parts and segments. Counts by hour stay when their parts go.
  private static long recordBytes(SimulatedDisk disk) throws IOException {
    long bytes = 0;
    for (String part : LogFiles.parts(disk)) {
      bytes += disk.contents(part).length;
    }
    for (String segment : LogFiles.segments(disk)) {
      bytes += disk.contents(segment).length;
    }
    return bytes;
  }

  @Test
  void bothLimitsLeaveATombstoneEach() throws Exception {
    SimulatedDisk disk = sixDays();
    List<Tombstone> tombstones = retain(disk, new RetentionLimits(Duration.ofDays(18), 0));
    assertThat(tombstones)
        .extracting(Tombstone::why)
        .containsExactly(Tombstone.Why.AGE, Tombstone.Why.SIZE);
    assertThat(findings(disk)).isEmpty();
    assertThat(LogVerifier.verify(disk, List.of()).removed()).hasSize(2);
  }

  @Test
  void aPlanChangesNothing() throws Exception {
    SimulatedDisk disk = sixDays();
    long operations = disk.operations();
    assertThat(new Retention(disk, NOW, null).plan(age(10))).hasSize(1);
    assertThat(disk.operations()).isEqualTo(operations);
  }

  @Test
  void aRemovedPartWithoutATombstoneIsFound() throws Exception {
    SimulatedDisk disk = sixDays();
    disk.delete(LogFiles.parts(disk).getFirst());
    assertThat(findings(disk))
        .containsExactly("records 1 to 5 are missing, and no retention says that it removed them");
    retain(disk, age(17));
    assertThat(findings(disk))
        .containsExactly("records 1 to 5 are missing, and no retention says that it removed them");
  }

  @Test
  void aPartRemovedPastTheTombstoneIsFound() throws Exception {
    SimulatedDisk disk = sixDays();
    retain(disk, age(18));
    disk.delete(LogFiles.parts(disk).getFirst());
    assertThat(findings(disk))
        .containsExactly(
            "records 11 to 15 are missing, and no retention says that it removed them");
  }

  @Test
  void aTombstoneOfAnotherHeadIsFound() throws Exception {
    SimulatedDisk disk = sixDays();
    Tombstone honest = retain(disk, age(18)).getFirst();
    String name = Tombstones.names(disk).getFirst();
    String text = new String(disk.contents(name), StandardCharsets.UTF_8);
    String hash = honest.after().hash().hex();
    disk.place(name, text.replace(hash, "00" + hash.substring(2)).getBytes(StandardCharsets.UTF_8));
    assertThat(findings(disk))
        .containsExactly("record 11 does not follow what retention removed before it");
    disk.place(name, text.substring(5).getBytes(StandardCharsets.UTF_8));
    assertThat(findings(disk)).hasSize(2);
    assertThat(findings(disk).getFirst()).startsWith("record 1 and what follows: the tombstone ");
  }

  @Test
  void anAnchorFromBeforeTheRemovalIsComparedWhereItCanBe() throws Exception {
    SimulatedDisk disk = sixDays();
    Head first = LogVerifier.verify(disk, List.of()).head();
    Tombstone tombstone = retain(disk, age(18)).getFirst();
    Head within = new Head(tombstone.after().log(), 3, tombstone.after().hash());
    Verification verification = LogVerifier.verify(disk, List.of(first, tombstone.after(), within));
    assertThat(verification)
        .returns(2, Verification::anchors)
        .returns(2, Verification::matched)
        .returns(true, Verification::isClean);
    Head other = new Head(within.log(), tombstone.last(), Head.genesis(within.log()).hash());
    assertThat(findings(disk, other))
        .containsExactly("records 1 to 10 are not those of the anchor: the log was written anew");
  }

  @Test
  void removingAgainGoesOn() throws Exception {
    SimulatedDisk disk = sixDays();
    retain(disk, age(18));
    assertThat(retain(disk, age(18))).isEmpty();
    assertThat(retain(disk, age(17)).getFirst().first()).isEqualTo(11);
    assertThat(findings(disk)).isEmpty();
    Tombstones.names(disk).forEach(name -> assertThat(name).startsWith("tombstones/0"));
    disk.delete(Tombstones.names(disk).getFirst());
    assertThat(findings(disk))
        .containsExactly("records 1 to 10 are missing, and no retention says that it removed them");
  }

  @Test
  void nothingIsLostWithoutATombstoneWhereverThePowerFails() throws Exception {
    SimulatedDisk before = sixDays();
    SimulatedDisk whole = before.crash();
    retain(whole, new RetentionLimits(Duration.ofDays(18), 0));
    for (long stop = 1; stop <= whole.operations(); stop++) {
      SimulatedDisk disk = before.crash().stopAt(stop);
      assertThatThrownBy(() -> retain(disk, new RetentionLimits(Duration.ofDays(18), 0)))
          .isInstanceOf(IOException.class);
      SimulatedDisk after = disk.crash();
      assertThat(findings(after)).as("stop at " + stop).isEmpty();
      assertThat(sequences(after)).as("stop at " + stop).endsWith(30L).isSorted();
      retain(after, new RetentionLimits(Duration.ofDays(18), 0));
      assertThat(sequences(after)).as("stop at " + stop).hasSize(10).startsWith(21L);
      assertThat(findings(after)).as("stop at " + stop).isEmpty();
    }
  }

  /// The next process finds a tombstone that may be on no disk yet, and goes on with what it says.
  @Test
  void nothingIsLostWithoutATombstoneWhereThePowerFailsAfterAKill() throws Exception {
    RetentionLimits limits = new RetentionLimits(Duration.ofDays(18), 0);
    SimulatedDisk before = sixDays();
    SimulatedDisk whole = before.crash();
    retain(whole, limits);
    for (long stop = 1; stop <= whole.operations(); stop++) {
      SimulatedDisk disk = before.crash().stopAt(stop);
      assertThatThrownBy(() -> retain(disk, limits)).isInstanceOf(IOException.class);
      SimulatedDisk killed = disk.kill();
      retain(killed, limits);
      for (int turn = 0; turn < 8; turn++) {
        SimulatedDisk after = killed.crash();
        assertThat(findings(after)).as("killed at " + stop).isEmpty();
        assertThat(sequences(after)).as("killed at " + stop).endsWith(30L).isSorted();
      }
    }
  }

  /// The service seals and removes at the same time.
  @Test
  void aSegmentThatIsSealedMeanwhileStopsNothing() throws Exception {
    SimulatedDisk disk = sixDays();
    Disk seals =
        (Disk)
            Proxy.newProxyInstance(
                Disk.class.getClassLoader(),
                new Class<?>[] {Disk.class},
                (_, method, arguments) -> {
                  try {
                    Object answer = method.invoke(disk, arguments);
                    if (method.getName().equals("list") && LogFiles.SEGMENTS.equals(arguments[0])) {
                      new Sealer(disk).seal(LogFiles.segments(disk));
                    }
                    return answer;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    assertThat(new Retention(seals, NOW, null).plan(age(17))).hasSize(1);
    assertThat(LogFiles.segments(disk)).isEmpty();
  }

  @Test
  void aReaderGoesOnPastWhatIsRemovedMeanwhile() throws Exception {
    SimulatedDisk disk = sixDays();
    List<Long> sequences = new ArrayList<>();
    new LogReader(disk)
        .visit(
            1,
            row -> {
              if (sequences.isEmpty()) {
                retainQuietly(disk);
              }
              return sequences.add(row.whole(Column.SEQUENCE));
            });
    assertThat(sequences).hasSize(20).startsWith(1L, 2L, 3L, 4L, 5L, 16L);
  }

  private static void retainQuietly(SimulatedDisk disk) throws IOException {
    try {
      retain(disk, age(17));
    } catch (DamagedLog e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatDoesNotFollowIsNotTakenForRemovable() throws Exception {
    SimulatedDisk disk = sixDays();
    disk.delete(LogFiles.parts(disk).get(2));
    assertThatThrownBy(() -> retain(disk, age(18)))
        .isInstanceOf(DamagedLog.class)
        .hasMessageContaining("from record 16 on it does not follow what retention removes");
    assertThat(LogFiles.parts(disk)).hasSize(4);
  }

  @Test
  void aSignedTombstoneIsOfItsKey(@TempDir Path folder) throws Exception {
    Path publicFile = SigningKey.create(folder.resolve("key"));
    VerifyingKey ours = VerifyingKey.read(publicFile);
    VerifyingKey other = VerifyingKey.read(SigningKey.create(folder.resolve("other")));
    SimulatedDisk disk = sixDays();
    new Retention(disk, NOW, SigningKey.read(folder.resolve("key"))).apply(age(18));
    assertThat(LogVerifier.verify(disk, List.of(), ours).isClean()).isTrue();
    assertThat(LogVerifier.verify(disk, List.of(), other).findings().toString())
        .isEqualTo("[records 1 to 10 are gone, and the tombstone for them has a wrong signature]");
    String name = Tombstones.names(disk).getFirst();
    String text = new String(disk.contents(name), StandardCharsets.UTF_8);
    disk.place(name, text.replace("\"age\"", "\"size\"").getBytes(StandardCharsets.UTF_8));
    assertThat(LogVerifier.verify(disk, List.of(), ours).isClean()).isFalse();
    SimulatedDisk unsigned = sixDays();
    retain(unsigned, age(18));
    assertThat(LogVerifier.verify(unsigned, List.of(), ours).findings().toString())
        .isEqualTo("[records 1 to 10 are gone, and the tombstone for them is not signed]");
  }
}
