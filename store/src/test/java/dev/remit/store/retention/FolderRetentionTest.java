package dev.remit.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.EntityLookup;
import dev.remit.store.log.DailyLog;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.row.Column;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bundle and versions of the entities that only removed records needed go with them.
final class FolderRetentionTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final RetentionLimits TWO_DAYS =
      new RetentionLimits(Duration.ofDays(2), RetentionLimits.ANY_SIZE);

  private final SimulatedDisk data = SimulatedDisk.of(1);
  private final SimulatedDisk log = SimulatedDisk.of(2);
  private final BundleStore bundles = new BundleStore(data, at(0));

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
    assertThat(report.entitiesFrom()).isEqualTo(5);
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
}
