package dev.remit.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.server.SampleBundle;
import dev.remit.server.credential.SetClock;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.disk.Subfolder;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.EntityLookup;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.retention.FolderRetention;
import dev.remit.store.retention.ReferredByLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What decisions rest on, and no record names yet, stays.
final class HourlyRetentionTest {
  private static final RetentionLimits MONTH =
      new RetentionLimits(Duration.ofDays(30), RetentionLimits.ANY_SIZE);

  private final SetClock clock = new SetClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final List<String> told = new ArrayList<>();
  @TempDir private Path data;
  @TempDir private Path bundles;

  private BundleFiles bundle(int level) throws Exception {
    return BundleReader.readFiles(
        SampleBundle.writingFrom(level).write(bundles.resolve("level-" + level)));
  }

  private static void publish(ActiveBasis basis, BundleFiles files) throws Exception {
    basis.publish(BundleReader.read(Path.of("bundle"), files), files, () -> {});
  }

  @Test
  void whatIsInForceAndWhatJustWasStaysWithoutAnyRecord() throws Exception {
    FolderDisk disk = FolderDisk.open(data);
    Files.createDirectories(data.resolve("log/parts"));
    Files.createDirectories(data.resolve("log/segments"));
    Subfolder log = new Subfolder(disk, "log");
    BundleStore kept = new BundleStore(disk, clock);
    BundleFiles unused = bundle(9);
    kept.keep(unused);
    BundleFiles first = bundle(1);
    Bundle begun = BundleReader.read(Path.of("bundle"), first);
    try (EntityHistory entities =
        EntityHistory.open(disk, "store", clock, new ReferredByLog(log))) {
      ActiveBasis basis = ActiveBasis.begin(kept, entities, begun, first);
      HourlyRetention hourly =
          HourlyRetention.idle(
              new FolderRetention(
                  disk, log, clock, null, new FolderRetention.Owner(basis.inUse(), kept, entities)),
              MONTH,
              told::add);
      for (int level = 2; level < 5; level++) {
        publish(basis, bundle(level));
        basis.change("test", Edit.of(List.of(), List.of()));
      }
      hourly.removeOnce();
      assertThat(told)
          .containsExactly(
              "retention: removed 1 bundle that no record refers to: " + unused.digest().brief());
      assertThat(hourly.totals().bundles()).isEqualTo(1);
      assertThat(kept.find(unused.digest())).isInstanceOf(BundleLookup.Gone.class);
      for (int level = 1; level < 5; level++) {
        assertThat(kept.find(bundle(level).digest())).isInstanceOf(BundleLookup.Found.class);
      }
      try (EntityCursor cursor = new EntityCursor(disk)) {
        assertThat(cursor.find(new EntityVersion("store", 1)))
            .isInstanceOf(EntityLookup.Found.class);
      }
    }
  }

  @Test
  void aProblemIsToldOnceAndTriedAgain() throws Exception {
    FolderDisk disk = FolderDisk.open(data);
    Files.createDirectories(data.resolve("log/parts"));
    Files.createDirectories(data.resolve("log/segments"));
    Path day = Files.createDirectories(data.resolve("log/parts/received_date=2026-01-01"));
    Path damaged = day.resolve("0000000000000000001-0000000000000000002.parquet");
    Files.writeString(damaged, "no part", StandardCharsets.UTF_8);
    HourlyRetention hourly =
        HourlyRetention.idle(
            new FolderRetention(disk, new Subfolder(disk, "log"), clock, null), MONTH, told::add);
    hourly.removeOnce();
    hourly.removeOnce();
    assertThat(hourly.totals().isFailing()).isTrue();
    assertThat(told).hasSize(1).first().asString().startsWith("retention: not done (");
    Files.delete(damaged);
    hourly.removeOnce();
    assertThat(hourly.totals().isFailing()).isFalse();
    assertThat(told).hasSize(1);
  }
}
