package dev.remit.server.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.server.SampleBundle;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.entity.EntityHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LONG_AGO = NOON.minus(Duration.ofHours(1));
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);

  @TempDir private Path folder;
  @TempDir private Path data;
  private final List<String> told = new ArrayList<>();
  private EntityHistory entities;
  private Publications publications;
  private FolderWatch watch;

  /// Finds nothing wrong.
  private static final class Lenient implements PolicyValidator {
    @Override
    public List<Finding> validatePolicies(PolicySet policies, Schema schema) {
      return List.of();
    }

    @Override
    public List<Finding> validateEntities(Entities entities, Schema schema) {
      return List.of();
    }

    @Override
    public List<Finding> validateRequest(Request request, Schema schema) {
      return List.of();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    new SampleBundle().write(folder);
    Disk disk = FolderDisk.open(data);
    entities = EntityHistory.open(disk, "s", CLOCK, EntityHistory.Referred.NEVER);
    publications =
        Publications.begin(
            folder,
            new Publications.Store(new BundleStore(disk, CLOCK), disk, entities, CLOCK),
            new Lenient(),
            told::add);
    watch = FolderWatch.idle(folder, publications, CLOCK, told::add);
  }

  @AfterEach
  void end() throws Exception {
    entities.close();
  }

  private String active() {
    return publications.active().digest().value();
  }

  private void write(String path, String text) throws Exception {
    Files.writeString(folder.resolve(path), text);
    Files.setLastModifiedTime(folder.resolve(path), FileTime.from(LONG_AGO));
  }

  @Test
  void whatReadsTheSameTwiceIsPutInForce() throws Exception {
    String before = active();
    SampleBundle.writingFrom(1).write(folder);
    watch.look();
    assertThat(active()).isEqualTo(before);
    SampleBundle.writingFrom(2).write(folder); // Somebody is still writing.
    watch.look();
    assertThat(active()).isEqualTo(before);
    watch.look();
    assertThat(active()).isNotEqualTo(before);
    assertThat(told).singleElement().asString().contains("is in force");
    watch.look();
    assertThat(told).hasSize(1);
  }

  @Test
  void whatIsRefusedIsToldOnceWithAllItsMistakesAndTheOldOneServes() throws Exception {
    String before = active();
    write("policies/a.cedar", "permit (");
    write("policies/b.cedar", "forbid (");
    for (int i = 0; i < 5; i++) {
      watch.look();
    }
    assertThat(active()).isEqualTo(before);
    assertThat(told).hasSize(3);
    assertThat(told.get(0)).contains("is refused").contains("goes on serving");
    assertThat(told.get(1)).contains("policies/a.cedar:1:");
    assertThat(told.get(2)).contains("policies/b.cedar:1:");
    Files.delete(folder.resolve("policies/a.cedar"));
    Files.delete(folder.resolve("policies/b.cedar"));
    watch.look();
    watch.look();
    assertThat(active()).isEqualTo(before);
  }

  @Test
  void aFolderThatIsGoneForAMomentIsNotWorthAWord() throws Exception {
    Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
    Files.move(folder, aside);
    watch.look();
    Files.move(aside, folder);
    watch.look();
    assertThat(told).isEmpty();
    Files.move(folder, aside);
    for (int i = 0; i < 4; i++) {
      watch.look();
    }
    assertThat(told).singleElement().asString().contains("no such folder", "goes on serving");
    Files.move(aside, folder);
    watch.look();
    watch.look();
  }

  /// A change that leaves path, size and time as they were still shows while the file is young.
  @Test
  void aChangeThatTheListingDoesNotShowIsSeen() throws Exception {
    Path policy = folder.resolve("policies/documents.cedar");
    FileTime now = FileTime.from(NOON);
    for (String path : new SampleBundle().files().keySet()) {
      Files.setLastModifiedTime(folder.resolve(path), now);
    }
    watch.look();
    watch.look();
    String before = active();
    Files.writeString(
        policy, SampleBundle.POLICIES.replace("read", "rite").replace("rite", "raed"));
    Files.setLastModifiedTime(policy, now);
    watch.look();
    watch.look();
    assertThat(active()).isNotEqualTo(before);
  }

  @Test
  void aBundleThatWasSentStaysInForceUntilTheFolderChanges() throws Exception {
    watch.look();
    watch.look();
    publications.upload(
        UploadedArchive.read(Archives.zip(SampleBundle.writingFrom(4).files())), "ops");
    String sent = active();
    watch.look();
    watch.look();
    assertThat(active()).isEqualTo(sent);
    SampleBundle.writingFrom(5).write(folder);
    watch.look();
    watch.look();
    assertThat(active()).isNotEqualTo(sent);
  }
}
