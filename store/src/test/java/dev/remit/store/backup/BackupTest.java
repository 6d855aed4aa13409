package dev.remit.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.disk.Subfolder;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.EntityLookup;
import dev.remit.store.log.DailyLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogId;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.Retention;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.log.RollupReader;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.log.Verification;
import dev.remit.store.rollup.Rollup;
import dev.remit.store.row.Column;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is backed up comes back whole, or not at all.
final class BackupTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private final SimulatedDisk data = SimulatedDisk.of(1);
  private final SimulatedDisk place = SimulatedDisk.of(2);

  private static InstantSource at(int day) {
    return InstantSource.fixed(START.plus(Duration.ofDays(day)));
  }

  private static Disk log(Disk data) throws IOException {
    data.createFolder("log");
    return new Subfolder(data, "log");
  }

  private void append(int day, int records) throws Exception {
    DailyLog.append(
        log(data), at(day), IntStream.range(0, records).mapToObj(DailyLog::row).toList());
  }

  /// Days of ten records; all but the last are sealed.
  private void days(int from, int to) throws Exception {
    for (int day = from; day < to; day++) {
      append(day, 10);
    }
    DailyLog.seal(log(data));
  }

  private BackupReport backUp() throws Exception {
    return new Backup(data, place, at(30)).run();
  }

  private static List<Long> sequences(Disk log) throws Exception {
    List<Long> sequences = new ArrayList<>();
    new LogReader(log).visit(1, row -> sequences.add(row.whole(Column.SEQUENCE)));
    return sequences;
  }

  private static SimulatedDisk restored(Disk place, Head... anchors) throws Exception {
    SimulatedDisk target = SimulatedDisk.of(3);
    Restore.into(place, target, Restore.Wish.all(List.of(anchors)));
    return target;
  }

  @Test
  void everythingComesBack() throws Exception {
    days(0, 4);
    byte[] content = "a: b".getBytes(StandardCharsets.UTF_8);
    BundleFiles bundle = BundleFiles.of(List.of(new BundleFile("remit.yaml", content)));
    new BundleStore(data, at(0)).keep(bundle);
    EntityVersion version;
    try (EntityHistory entities =
        EntityHistory.open(data, "store", at(0), EntityHistory.Referred.NEVER)) {
      version = entities.append("test", List.of(), List.of()).version();
    }
    Head head = new LogReader(log(data)).head();
    assertThat(backUp().manifest().head()).isEqualTo(head);
    SimulatedDisk target = restored(place, head);
    assertThat(sequences(log(target))).hasSize(40);
    assertThat(new BundleStore(target, at(0)).find(bundle.digest()))
        .isInstanceOf(BundleLookup.Found.class);
    try (EntityCursor cursor = new EntityCursor(target)) {
      assertThat(cursor.find(version)).isInstanceOf(EntityLookup.Found.class);
    }
    DailyLog.append(log(target), at(5), List.of(DailyLog.row(40)));
    Verification verification = LogVerifier.verify(log(target), List.of(head));
    assertThat(verification.isAnchored()).isTrue();
    assertThat(verification.checked()).isEqualTo(41);
  }

  @Test
  void whatEachTenantKeepsComesBackAsItsOwn() throws Exception {
    days(0, 2);
    TenantId acme = new TenantId("acme");
    TenantId globex = new TenantId("globex");
    for (TenantId tenant : List.of(TenantId.DEFAULT, acme, globex)) {
      Disk own = TenantFolders.make(data, tenant);
      new BundleStore(own, at(0)).keep(bundleOf(tenant));
      try (EntityHistory entities =
          EntityHistory.open(own, "store-" + tenant, at(0), EntityHistory.Referred.NEVER)) {
        entities.append("test", List.of(Entity.of(uidOf(tenant))), List.of());
      }
    }
    backUp();
    SimulatedDisk target = restored(place);
    assertThat(TenantFolders.list(target)).containsExactly(TenantId.DEFAULT, acme, globex);
    for (TenantId tenant : TenantFolders.list(target)) {
      Disk own = TenantFolders.of(target, tenant);
      BundleStore bundles = new BundleStore(own, at(0));
      assertThat(bundles.list())
          .extracting(KeptBundle::digest)
          .containsExactly(bundleOf(tenant).digest());
      try (EntityCursor cursor = new EntityCursor(own)) {
        assertThat(cursor.find(new EntityVersion("store-" + tenant, 1)))
            .isInstanceOfSatisfying(
                EntityLookup.Found.class,
                found -> assertThat(found.snapshot().entities().find(uidOf(tenant))).isNotNull());
      }
    }
  }

  private static BundleFiles bundleOf(TenantId tenant) {
    byte[] content = ("name: " + tenant).getBytes(StandardCharsets.UTF_8);
    return BundleFiles.of(List.of(new BundleFile("remit.yaml", content)));
  }

  private static EntityUid uidOf(TenantId tenant) {
    return EntityUid.of("User", "of-" + tenant);
  }

  @Test
  void whatIsAcknowledgedBeforeABackupBesideAWriterIsInIt() throws Exception {
    LogSettings small = new LogSettings(Durability.BUFFERED, 20_000, Duration.ofSeconds(5));
    AtomicLong acknowledged = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    try (SegmentedLog log = SegmentedLog.open(log(data), small, at(0), () -> new UUID(3, 4))) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> {
            while (!done.get()) {
              append(log, acknowledged);
            }
          });
      for (int round = 1; round <= 8; round++) {
        while (acknowledged.get() < round * 200L) {
          Thread.onSpinWait();
        }
        long before = acknowledged.get();
        Head head = backUp().manifest().head();
        SimulatedDisk target = restored(place);
        assertThat(sequences(log(target))).hasSizeGreaterThanOrEqualTo((int) before);
        assertThat(new LogReader(log(target)).head()).isEqualTo(head);
        DailyLog.append(log(target), at(1), List.of(DailyLog.row(1)));
        assertThat(LogVerifier.verify(log(target), List.of()).isClean()).isTrue();
      }
      done.set(true);
      writer.join();
      assertThat(log.sealingProblem()).isNull();
    }
  }

  private static void append(SegmentedLog log, AtomicLong acknowledged) {
    try {
      log.submit(DailyLog.row(acknowledged.get())).join();
      acknowledged.incrementAndGet();
    } catch (AppendFailed e) {
      throw new AssertionError(e);
    }
  }

  /// Something that happens to the data folder.
  @FunctionalInterface
  private interface Happening {
    void happen() throws Exception;
  }

  /// The disk, on which something happens once, when a folder is first looked at.
  private Disk when(String folder, Happening happening) {
    AtomicBoolean happened = new AtomicBoolean();
    return (Disk)
        Proxy.newProxyInstance(
            Disk.class.getClassLoader(),
            new Class<?>[] {Disk.class},
            (_, method, arguments) -> {
              if (method.getName().equals("list")
                  && arguments[0].equals(folder)
                  && happened.compareAndSet(false, true)) {
                happening.happen();
              }
              try {
                return method.invoke(data, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void retain() throws Exception {
    RetentionLimits aDay = new RetentionLimits(Duration.ofDays(1), RetentionLimits.ANY_SIZE);
    new Retention(log(data), at(30), null).apply(aDay);
  }

  @Test
  void whatRetentionRemovesMeanwhileIsNotHalfCopied() throws Exception {
    days(0, 4);
    data.createFolder("bundles");
    BackupReport report = new Backup(when("bundles", this::retain), place, at(30)).run();
    assertThat(report.manifest().files().toString()).contains("log/tombstones/");
    assertThat(sequences(log(restored(place)))).startsWith(21L).endsWith(40L);
  }

  @Test
  void rollupsComeBackAlsoThoseWhosePartsRetentionRemoved() throws Exception {
    days(0, 5);
    List<Rollup> before = new RollupReader(log(data)).all();
    retain();
    assertThat(sequences(log(data))).startsWith(31L);
    assertThat(backUp().manifest().files().toString()).contains("log/rollups/");
    SimulatedDisk target = restored(place);
    assertThat(new RollupReader(log(target)).all()).isEqualTo(before).hasSizeGreaterThan(3);
    assertThat(LogVerifier.verify(log(target), List.of()).isClean()).isTrue();
    assertThat(backUp().copiedFiles()).isZero();
  }

  @Test
  void rollupsThatDoNotMatchTheirRecordsAreMadeAnew() throws Exception {
    days(0, 5);
    Map<String, byte[]> before = new TreeMap<>();
    for (String folder : data.folders("log/rollups")) {
      for (String file : data.list(folder)) {
        before.put(file, data.contents(file));
      }
    }
    List<String> files = List.copyOf(before.keySet());
    data.delete(files.get(0));
    data.place(files.get(0), data.contents(files.get(1)));
    backUp();
    SimulatedDisk target = SimulatedDisk.of(3);
    RestoreReport report = Restore.into(place, target, Restore.Wish.all(List.of()));
    assertThat(report.rollupsLeftOut()).isEqualTo(4);
    DailyLog.finish(log(target));
    for (Map.Entry<String, byte[]> file : before.entrySet()) {
      assertThat(target.contents(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
    assertThat(LogVerifier.verify(log(target), List.of()).isClean()).isTrue();
  }

  @Test
  void aLogThatHasOnlyASegmentComesBack() throws Exception {
    append(0, 3);
    backUp();
    assertThat(sequences(log(restored(place)))).hasSize(3);
  }

  @Test
  void aFolderWithoutALogComesBack() throws Exception {
    assertThat(backUp().manifest().head()).isNull();
    assertThat(restored(place).folders("")).isEmpty();
    assertThatThrownBy(() -> restored(place, Head.genesis(new LogId(new UUID(3, 4)))))
        .hasMessageContaining("it holds no log, but an anchor is given");
  }

  @Test
  void anotherBackupCopiesWhatIsNewAndDeletesNothing() throws Exception {
    days(0, 4);
    backUp();
    Set<String> before = new TreeSet<>(place.list("objects"));
    assertThat(backUp().copiedFiles()).isZero();
    append(4, 10);
    BackupReport second = backUp();
    // The new segment, and the one before with its rollups if it was sealed meanwhile.
    assertThat(second.copiedFiles()).isBetween(1L, 3L);
    days(5, 6);
    retain();
    backUp();
    assertThat(place.list("objects")).containsAll(before);
    SimulatedDisk target = restored(place);
    assertThat(sequences(log(target))).startsWith(41L).endsWith(60L);
    assertThat(LogVerifier.verify(log(target), List.of()).removed()).hasSize(1);
  }

  @Test
  void aBackupThatIsCutShortLeavesTheOneBefore() throws Exception {
    days(0, 2);
    backUp();
    Head first = new LogReader(log(data)).head();
    days(2, 4);
    SimulatedDisk whole = place.kill();
    long start = whole.operations();
    new Backup(data, whole, at(30)).run();
    Head second = new LogReader(log(data)).head();
    for (long stop = start + 1; stop <= whole.operations(); stop++) {
      SimulatedDisk stopped = place.crash().stopAt(stop);
      assertThatThrownBy(() -> new Backup(data, stopped, at(30)).run())
          .isInstanceOf(IOException.class);
      SimulatedDisk after = stopped.crash();
      Head head = new LogReader(log(restored(after))).head();
      assertThat(head).as("stop at " + stop).isIn(first, second);
      new Backup(data, after, at(30)).run();
      assertThat(new LogReader(log(restored(after))).head()).isEqualTo(second);
    }
  }

  @Test
  void aChangedFileIsNotRestored() throws Exception {
    days(0, 3);
    backUp();
    for (String object : place.list("objects")) {
      byte[] bytes = place.contents(object);
      SimulatedDisk changed = place.kill();
      bytes[bytes.length / 2] ^= 1;
      changed.place(object, bytes);
      assertThatThrownBy(() -> restored(changed))
          .isInstanceOf(UnusableBackup.class)
          .hasMessageStartingWith(object + ": is not `log/")
          .hasMessageEndingWith("(its hash is another); use another backup");
      changed.delete(object);
      assertThatThrownBy(() -> restored(changed)).hasMessageContaining("(it is missing)");
    }
  }

  @Test
  void aChangedManifestIsNotRestored() throws Exception {
    days(0, 3);
    backUp();
    String text = new String(place.contents("manifest.json"), StandardCharsets.UTF_8);
    assertRefused(text.substring(1), "manifest.json: is not as it was written");
    assertRefused(text.replace("log/id", "log/../../id"), "no file of a data folder");
    assertRefused(text.replace("\"format\": 3", "\"format\": 4"), "format 4 is not known here");
    assertRefused(text.replace("@30:", "@31:"), "its log does not verify (record 31 are gone");
  }

  private void assertRefused(String manifest, String message) throws IOException {
    place.place("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> restored(place)).hasMessageContaining(message);
  }

  @Test
  void aLogThatWasWrittenAnewIsNotRestoredAgainstItsAnchor() throws Exception {
    days(0, 3);
    Head head = new LogReader(log(data)).head();
    Head other = new Head(head.log(), head.records(), Head.genesis(head.log()).hash());
    backUp();
    assertThatThrownBy(() -> restored(place, other))
        .hasMessageContaining("are not those of the anchor: the log was written anew");
  }

  @Test
  void aPlaceOfSomethingElseIsLeftAlone() throws Exception {
    days(0, 2);
    SimulatedDisk other = SimulatedDisk.of(4);
    other.place("photo.jpg", new byte[] {1});
    assertThatThrownBy(() -> new Backup(data, other, at(30)).run())
        .isInstanceOf(UnusableBackup.class)
        .hasMessageContaining("it holds other files");
    assertThat(other.folders("")).isEmpty();
    assertThatThrownBy(() -> Restore.into(place, SimulatedDisk.of(5), Restore.Wish.all(List.of())))
        .hasMessageContaining("it holds no backup");
    backUp();
    assertThatThrownBy(() -> Restore.into(place, other, Restore.Wish.all(List.of())))
        .hasMessageContaining("is not empty");
  }

  private static final String IN_FORCE = "service/active-bundle.json";
  private static final String CALLERS = "access/callers.json";

  private static void put(SimulatedDisk disk, String name, String content) throws IOException {
    if (name.indexOf('/') >= 0) {
      disk.createFolder(name.substring(0, name.indexOf('/')));
    }
    Copying.write(disk, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(SimulatedDisk disk, String name) throws IOException {
    return new String(disk.readAll(name, 1_000), StandardCharsets.UTF_8);
  }

  @Test
  void whichBundleIsInForceAndTheCallersComeBack() throws Exception {
    days(0, 1);
    put(data, IN_FORCE, "this one");
    put(data, CALLERS, "hashes");
    put(data, "keys/2026-11.a.1.key", "secret");
    BackupReport report = backUp();
    assertThat(report.manifest().hasCallers()).isTrue();
    SimulatedDisk target = restored(place);
    assertThat(text(target, IN_FORCE)).isEqualTo("this one");
    assertThat(text(target, CALLERS)).isEqualTo("hashes");
    assertThat(target.folders(Disk.ROOT)).doesNotContain("keys");
  }

  @Test
  void callersStayAwayWhereTheyAreNotWanted() throws Exception {
    put(data, IN_FORCE, "this one");
    put(data, CALLERS, "hashes");
    backUp();
    SimulatedDisk target = SimulatedDisk.of(3);
    Restore.Wish without = new Restore.Wish(List.of(), false, _ -> {});
    assertThat(Restore.into(place, target, without).manifest().hasCallers()).isFalse();
    assertThat(target.folders(Disk.ROOT)).containsExactly("service");
  }

  @Test
  void entitiesAreThoseOfATimeAtWhichTheBundleInForceDidNotChange() throws Exception {
    put(data, IN_FORCE, "before");
    put(data, "entities/0000000000000000001.segment", "fits before");
    Disk changing =
        when(
            "entities",
            () -> {
              put(data, IN_FORCE, "after");
              put(data, "entities/0000000000000000001.segment", "fits after");
            });
    BackupReport report = new Backup(changing, place, at(30)).run();
    assertThat(report.manifest().files()).hasSize(2);
    SimulatedDisk target = restored(place);
    assertThat(text(target, IN_FORCE)).isEqualTo("after");
    assertThat(text(target, "entities/0000000000000000001.segment")).isEqualTo("fits after");
  }

  @Test
  void aManifestOfBeforeCallersWereInItIsRead() throws Exception {
    days(0, 2);
    backUp();
    String manifest = text(place, Manifest.NAME);
    Copying.write(
        place,
        Manifest.NAME,
        manifest.replace("\"format\": 3", "\"format\": 1").getBytes(StandardCharsets.UTF_8));
    assertThat(sequences(log(restored(place)))).hasSize(20);
  }

  @Test
  void howFarImportsCameIsNeverAheadOfTheLog() throws Exception {
    days(0, 2);
    put(data, "imports", "up to 20");
    put(data, "imports-aside/cloudtrail.jsonl", "one\n");
    Disk importing =
        when(
            "log/segments",
            () -> {
              append(2, 10);
              put(data, "imports-aside/cloudtrail.jsonl", "one\ntwo\n");
              put(data, "imports", "up to 30");
            });
    new Backup(importing, place, at(30)).run();
    SimulatedDisk target = restored(place);
    assertThat(text(target, "imports")).isEqualTo("up to 20");
    assertThat(text(target, "imports-aside/cloudtrail.jsonl")).startsWith("one\n");
    assertThat(sequences(log(target))).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void aLogThatLostRecordsDoesNotReplaceItsBackup() throws Exception {
    days(0, 3);
    backUp();
    SimulatedDisk shorter = restored(place);
    String last = shorter.list("log/segments").getLast();
    shorter.delete(last);
    assertThatThrownBy(() -> new Backup(shorter, place, at(30)).run())
        .hasMessageContaining("the backup in it has 30 records and the log only 20");
  }
}
