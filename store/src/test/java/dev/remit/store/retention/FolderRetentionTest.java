package dev.remit.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.EntityLookup;
import dev.remit.store.log.DailyLog;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A bundle and versions of the entities that only removed records needed go with them.
final class FolderRetentionTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final RetentionLimits TWO_DAYS =
      new RetentionLimits(Duration.ofDays(2), RetentionLimits.ANY_SIZE);

  private final SimulatedDisk data = SimulatedDisk.of(1);
  private final SimulatedDisk log = SimulatedDisk.of(2);
  private final BundleStore bundles = new BundleStore(data, at(0));

  private final AtomicLong nanos = new AtomicLong();

  private static InstantSource at(int day) {
    return InstantSource.fixed(START.plus(Duration.ofDays(day)));
  }

  private static BundleFiles bundle(int number) {
    byte[] content = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    return BundleFiles.of(List.of(new BundleFile("remit.yaml", content)));
  }

  private static BundleDigest digest(int number) {
    return bundle(number).digest();
  }

  /// Each of six days has a bundle and a version of the entities of its own.
  @BeforeEach
  void sixDays() throws Exception {
    try (EntityHistory entities =
        EntityHistory.open(data, "store", at(0), EntityHistory.Referred.NEVER)) {
      for (int day = 0; day < 6; day++) {
        bundles.keep(bundle(day));
        EntityVersion version = entities.append("test", List.of(), List.of()).version();
        DailyLog.append(
            log,
            at(day),
            List.of(
                DailyLog.row(day)
                    .with(Column.BUNDLE, digest(day).value())
                    .with(Column.ENTITIES_STORE, version.store())
                    .with(Column.ENTITIES_SEQUENCE, version.sequence())));
      }
    }
    DailyLog.seal(log);
  }

  private FolderRetention retention() {
    return new FolderRetention(data, log, at(6), null);
  }

  @Test
  void whatNoRecordRefersToGoes() throws Exception {
    RetentionReport planned = retention().plan(TWO_DAYS);
    RetentionReport report = retention().apply(TWO_DAYS);
    assertThat(report).isEqualTo(planned);
    assertThat(report.tombstones()).singleElement().returns(4L, tombstone -> tombstone.last());
    assertThat(report.bundles())
        .extracting(KeptBundle::digest)
        .containsExactlyInAnyOrder(digest(0), digest(1), digest(2), digest(3));
    assertThat(report.tenants().getFirst().entitiesFrom()).isEqualTo(5);
    assertThat(bundles.find(digest(3))).isInstanceOf(BundleLookup.Gone.class);
    assertThat(bundles.find(digest(4))).isInstanceOf(BundleLookup.Found.class);
    assertThat(bundles.find(digest(5))).isInstanceOf(BundleLookup.Found.class);
    try (EntityCursor cursor = new EntityCursor(data)) {
      assertThat(cursor.find(new EntityVersion("store", 5))).isInstanceOf(EntityLookup.Found.class);
    }
    assertThat(LogVerifier.verify(log, List.of()).isClean()).isTrue();
  }

  @Test
  void aVersionThatARecordRefersToIsFoundInPartsAndSegments() throws Exception {
    ReferredByLog referred = new ReferredByLog(log);
    assertThat(referred.newestAfter(new EntityVersion("store", 3))).isEqualTo(6);
    assertThat(referred.newestAfter(new EntityVersion("store", 6))).isZero();
    assertThat(referred.newestAfter(new EntityVersion("other", 3))).isZero();
    DailyLog.append(log, at(6), List.of(DailyLog.row(6)));
    DailyLog.seal(log);
    assertThat(referred.newestAfter(new EntityVersion("store", 5))).isEqualTo(6);
  }

  @Test
  void nothingGoesWhereNothingIsTooOld() throws Exception {
    RetentionLimits year = new RetentionLimits(Duration.ofDays(365), RetentionLimits.ANY_SIZE);
    RetentionReport report = retention().apply(year);
    assertThat(report.tombstones()).isEmpty();
    assertThat(report.bundles()).isEmpty();
    assertThat(bundles.list()).hasSize(6);
  }

  /// The other tenant has bundles and versions of equal names, and records of other days.
  @Test
  void whatATenantsOwnRecordsNeedStaysAndNothingElseOfIt() throws Exception {
    TenantId acme = new TenantId("acme");
    Disk own = TenantFolders.make(data, acme);
    BundleStore acmes = new BundleStore(own, at(0));
    try (EntityHistory entities =
        EntityHistory.open(own, "acme", at(0), EntityHistory.Referred.NEVER)) {
      for (int day = 0; day < 6; day++) {
        acmes.keep(bundle(day));
        entities.append("test", List.of(), List.of());
      }
    }
    DailyLog.append(
        log,
        at(6),
        List.of(
            DailyLog.row(6)
                .with(Column.TENANT, "acme")
                .with(Column.BUNDLE, digest(1).value())
                .with(Column.ENTITIES_STORE, "acme")
                .with(Column.ENTITIES_SEQUENCE, 2L)));
    RetentionReport report = new FolderRetention(data, log, at(6), null).apply(TWO_DAYS);
    assertThat(report.tenants())
        .extracting(RetentionReport.OfTenant::tenant, RetentionReport.OfTenant::entitiesFrom)
        .containsExactly(tuple(TenantId.DEFAULT, 5L), tuple(acme, 2L));
    assertThat(bundles.list())
        .extracting(KeptBundle::digest)
        .containsExactlyInAnyOrder(digest(4), digest(5));
    assertThat(acmes.list()).extracting(KeptBundle::digest).containsExactly(digest(1));
  }

  @Test
  void aProcessThatDecidesForOneTenantLeavesWhatAnotherKeeps() throws Exception {
    BundleStore acmes = new BundleStore(TenantFolders.make(data, new TenantId("acme")), at(0));
    acmes.keep(bundle(9));
    try (EntityHistory entities = history()) {
      RetentionReport report = beside(new InUse(nanos::get), entities).apply(TWO_DAYS);
      assertThat(report.tenants())
          .extracting(RetentionReport.OfTenant::tenant)
          .containsExactly(TenantId.DEFAULT);
    }
    assertThat(acmes.list()).extracting(KeptBundle::digest).containsExactly(digest(9));
  }

  @Test
  void aBundleThatAnOlderRemovalLeftGoesToo() throws Exception {
    bundles.keep(bundle(7));
    RetentionReport report = retention().plan(TWO_DAYS);
    assertThat(report.bundles()).extracting(KeptBundle::digest).contains(digest(7));
    assertThat(report.bytes())
        .isEqualTo(
            report.tombstones().getFirst().bytes()
                + report.bundles().stream().mapToLong(KeptBundle::archiveBytes).sum());
  }

  private FolderRetention beside(InUse inUse, EntityHistory entities) {
    return new FolderRetention(
        data, log, at(6), null, new FolderRetention.Owner(inUse, bundles, entities));
  }

  private EntityHistory history() throws Exception {
    return EntityHistory.open(data, "store", at(6), new ReferredByLog(log));
  }

  private void assertThere(int bundle, long version) throws Exception {
    assertThat(bundles.find(digest(bundle))).isInstanceOf(BundleLookup.Found.class);
    try (EntityCursor cursor = new EntityCursor(data)) {
      assertThat(cursor.find(new EntityVersion("store", version)))
          .isInstanceOf(EntityLookup.Found.class);
    }
  }

  @Test
  void whatIsDecidedOnAndNotYetRecordedStays() throws Exception {
    InUse inUse = new InUse(nanos::get);
    try (EntityHistory entities = history();
        InUse.Use use = inUse.begin(digest(1), () -> new EntityVersion("store", 2))) {
      RetentionReport planned = beside(inUse, entities).plan(TWO_DAYS);
      RetentionReport report = beside(inUse, entities).apply(TWO_DAYS);
      assertThat(report).isEqualTo(planned);
      assertThat(report.bundles())
          .extracting(KeptBundle::digest)
          .containsExactlyInAnyOrder(digest(0), digest(2), digest(3));
      assertThat(report.tenants().getFirst().entitiesFrom()).isEqualTo(2);
      assertThere(1, use.entities().sequence());
    }
  }

  @Test
  void aDecisionThatBeganBeforeItsUseWasClosedHasTheGraceToBeRecorded() throws Exception {
    InUse inUse = new InUse(nanos::get);
    inUse.begin(digest(1), () -> new EntityVersion("store", 2)).close();
    try (EntityHistory entities = history()) {
      nanos.addAndGet(InUse.GRACE.toNanos());
      beside(inUse, entities).apply(TWO_DAYS);
      assertThere(1, 2);
      nanos.addAndGet(1);
      RetentionReport report = beside(inUse, entities).apply(TWO_DAYS);
      assertThat(report.bundles()).extracting(KeptBundle::digest).containsExactly(digest(1));
      assertThat(report.tenants().getFirst().entitiesFrom()).isEqualTo(5);
    }
  }

  /// The log, beside which something happens once when its records are read for what they refer to,
  /// which is after parts were removed.
  private Disk readMeanwhile(Runnable happening) {
    AtomicBoolean removed = new AtomicBoolean();
    AtomicBoolean happened = new AtomicBoolean();
    return (Disk)
        Proxy.newProxyInstance(
            Disk.class.getClassLoader(),
            new Class<?>[] {Disk.class},
            (_, method, arguments) -> {
              if (method.getName().equals("delete")) {
                removed.set(true);
              }
              if (removed.get()
                  && method.getName().equals("openRead")
                  && arguments[0].toString().startsWith("segments/")
                  && happened.compareAndSet(false, true)) {
                happening.run();
              }
              try {
                return method.invoke(log, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void whatComesIntoUseAndIsLetGoOfWhileRecordsAreReadStays() throws Exception {
    InUse inUse = new InUse(nanos::get);
    bundles.keep(bundle(7));
    try (EntityHistory entities = history()) {
      Disk read =
          readMeanwhile(() -> {
            inUse.begin(digest(7), () -> entities.current().version()).close();
            nanos.addAndGet(2 * InUse.GRACE.toNanos());
            inUse.begin(digest(5), () -> entities.current().version()).close();
          });
      FolderRetention retention =
          new FolderRetention(
              data, read, at(6), null, new FolderRetention.Owner(inUse, bundles, entities));
      assertThat(retention.apply(TWO_DAYS).bundles())
          .extracting(KeptBundle::digest)
          .contains(digest(0))
          .doesNotContain(digest(7));
      assertThere(7, 6);
    }
  }

  @Test
  void usesOfABundleThatFollowEachOtherAreRememberedAsOneWithTheOldestEntities() throws Exception {
    InUse inUse = new InUse(nanos::get);
    for (int version = 2; version <= 1_000; version++) {
      EntityVersion entities = new EntityVersion("store", version);
      inUse.begin(digest(1), () -> entities).close();
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(inUse.remembered()).isBetween(10, 20);
    try (EntityHistory entities = history()) {
      assertThat(beside(inUse, entities).apply(TWO_DAYS).tenants().getFirst().entitiesFrom())
          .isEqualTo(2);
      assertThere(1, 2);
      nanos.addAndGet(InUse.GRACE.plus(InUse.MERGED).toNanos());
      assertThat(beside(inUse, entities).apply(TWO_DAYS).tenants().getFirst().entitiesFrom())
          .isEqualTo(5);
    }
  }

  /// Threads that take a bundle into use, keep it, decide and record, beside retention that never
  /// ends: each record finds its bundle at every moment.
  @Test
  @Timeout(60)
  void noRecordLosesItsBundleBesideRetention() throws Exception {
    InUse inUse = new InUse(() -> nanos.addAndGet(InUse.GRACE.toNanos()));
    AtomicBoolean done = new AtomicBoolean();
    LogSettings settings = LogSettings.of(Durability.DURABLE);
    try (EntityHistory entities = history();
        SegmentedLog decisions = SegmentedLog.open(log, settings, at(6), () -> new UUID(3, 4))) {
      CompletableFuture<Void> retaining =
          CompletableFuture.runAsync(() -> {
            while (!done.get()) {
              try {
                beside(inUse, entities).apply(TWO_DAYS);
              } catch (IOException | DamagedLog | DamagedHistory e) {
                throw new AssertionError(e);
              }
            }
          });
      for (int number = 10; number < 60; number++) {
        try (InUse.Use use = inUse.begin(digest(number), () -> entities.current().version())) {
          bundles.keep(bundle(number));
          entities.append("test", List.of(), List.of());
          decisions
              .submit(
                  DailyLog.row(number)
                      .with(Column.BUNDLE, use.bundle().value())
                      .with(Column.ENTITIES_STORE, use.entities().store())
                      .with(Column.ENTITIES_SEQUENCE, use.entities().sequence()))
              .join();
        }
        assertThere(number, 5);
      }
      done.set(true);
      retaining.join();
    }
    for (int number = 10; number < 60; number++) {
      assertThere(number, number - 4);
    }
  }
}
