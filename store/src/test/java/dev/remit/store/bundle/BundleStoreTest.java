package dev.remit.store.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleLimits;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:01Z");
  private static final BundleFiles FIRST = files("one", "policies/a.cedar", "remit.yaml");
  private static final BundleFiles SECOND = files("two", "entities/ä/ö.json", "remit.yaml");
  private static final BundleFiles THIRD = files("three", "x");

  private final SimulatedDisk disk = SimulatedDisk.of(1);
  private final BundleStore store = store(disk);

  private static BundleStore store(Disk disk) {
    return new BundleStore(disk, InstantSource.fixed(NOW));
  }

  private static BundleFiles files(String text, String... paths) {
    return BundleFiles.of(
        Arrays.stream(paths).map(path -> new BundleFile(path, text.getBytes(UTF_8))).toList());
  }

  private static String archive(BundleDigest digest) {
    return "bundles/" + digest.hex() + ".zip";
  }

  @Test
  void whatIsKeptIsFound() throws IOException {
    BundleFiles none = BundleFiles.of(List.of());
    for (BundleFiles files : List.of(FIRST, SECOND, THIRD, none)) {
      store.keep(files);
      store.keep(files);
      assertThat(store.find(files.digest())).isEqualTo(new BundleLookup.Found(files));
      assertThat(store(disk).find(files.digest())).isEqualTo(new BundleLookup.Found(files));
    }
    assertThat(store.list()).hasSize(4);
  }

  @Test
  void aKeptBundleIsTheBundleOfTheFolder(@TempDir Path folder) throws IOException, SyntaxException {
    Path agents = SharedData.projectRoot().resolve("examples/agents");
    BundleStore real = store(FolderDisk.open(folder.resolve("data")));
    Bundle bundle = BundleReader.read(agents);
    real.keep(BundleReader.readFiles(agents));
    BundleLookup.Found found = (BundleLookup.Found) real.find(bundle.digest());
    Bundle again = BundleReader.read(agents, found.files());
    assertThat(again.digest()).isEqualTo(bundle.digest());
    assertThat(again.policies()).isEqualTo(bundle.policies());
    assertThat(again.entities()).isEqualTo(bundle.entities());
  }

  @Test
  void filesAndFolderAreTheirOwnersAlone(@TempDir Path folder) throws IOException {
    store(FolderDisk.open(folder.resolve("data"))).keep(FIRST);
    Path bundles = folder.resolve("data/bundles");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundles)))
        .isEqualTo("rwx------");
    Path archive = folder.resolve("data").resolve(archive(FIRST.digest()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");
  }

  @Test
  void theListSaysHowLargeAndSinceWhen() throws IOException {
    assertThat(store.list()).isEmpty();
    store.keep(FIRST);
    new BundleStore(disk, InstantSource.fixed(NOW.plusSeconds(7))).keep(FIRST);
    assertThat(store.list())
        .containsExactly(
            new KeptBundle(FIRST.digest(), disk.contents(archive(FIRST.digest())).length, NOW));
    disk.place(archive(FIRST.digest()), new byte[3]);
    assertThat(store.list()).containsExactly(new KeptBundle(FIRST.digest(), 3, null));
  }

  @Test
  void whatWasNeverKeptOrIsRemovedIsGone() throws IOException {
    BundleLookup.Gone gone = new BundleLookup.Gone(FIRST.digest());
    assertThat(store.find(FIRST.digest())).isEqualTo(gone);
    assertThat(gone.text())
        .isEqualTo("bundle " + FIRST.digest() + ": it is not kept here; keep its folder again");
    store.keep(FIRST);
    store.keep(SECOND);
    store.remove(FIRST.digest());
    store.remove(FIRST.digest());
    assertThat(store.find(FIRST.digest())).isEqualTo(gone);
    assertThat(store.find(SECOND.digest())).isEqualTo(new BundleLookup.Found(SECOND));
    store.keep(FIRST);
    assertThat(store.find(FIRST.digest())).isEqualTo(new BundleLookup.Found(FIRST));
  }

  @Test
  void aChangedByteGivesTheFilesAsTheyWereOrDamage() throws IOException {
    store.keep(FIRST);
    byte[] whole = disk.contents(archive(FIRST.digest()));
    int damaged = 0;
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x11;
      disk.place(archive(FIRST.digest()), changed);
      switch (store.find(FIRST.digest())) {
        case BundleLookup.Found(BundleFiles files) -> assertThat(files).isEqualTo(FIRST);
        case BundleLookup.Damaged _ -> damaged++;
        case BundleLookup.Gone gone -> throw new AssertionError(gone);
      }
    }
    assertThat(damaged).isGreaterThan(50);
  }

  @Test
  void anArchiveThatEndsEarlyIsDamagedAndKeptAnew() throws IOException {
    store.keep(FIRST);
    byte[] whole = disk.contents(archive(FIRST.digest()));
    disk.place(archive(FIRST.digest()), Arrays.copyOf(whole, 40));
    assertThat(store.find(FIRST.digest())).isInstanceOf(BundleLookup.Damaged.class);
    store.keep(FIRST);
    assertThat(store.find(FIRST.digest())).isEqualTo(new BundleLookup.Found(FIRST));
  }

  @Test
  void anArchiveOfOtherFilesIsDamaged() throws IOException {
    store.keep(SECOND);
    disk.place(archive(FIRST.digest()), disk.contents(archive(SECOND.digest())));
    BundleLookup.Damaged damaged =
        new BundleLookup.Damaged(FIRST.digest(), "its files have the digest " + SECOND.digest());
    assertThat(store.find(FIRST.digest())).isEqualTo(damaged);
    assertThat(damaged.text())
        .startsWith("bundle " + FIRST.digest() + ": its archive is damaged (its files have the")
        .endsWith("); keep its folder again, or restore the archive");
  }

  private String reason(byte[] archive) throws IOException {
    disk.createFolder("bundles");
    disk.place(archive(FIRST.digest()), archive);
    return ((BundleLookup.Damaged) store.find(FIRST.digest())).reason();
  }

  private static byte[] zip(List<String> names, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void anArchiveUnpacksToNoMoreThanABundleMayHave() throws IOException {
    byte[] most = new byte[(int) BundleLimits.BYTES_MAX];
    byte[] bomb = zip(List.of("a", "b"), most);
    assertThat(bomb).hasSizeLessThan(1 << 18);
    assertThat(reason(bomb)).isEqualTo("more than 67108864 bytes in its files");
    BundleFiles largest = BundleFiles.of(List.of(new BundleFile("a", most)));
    store.keep(largest);
    assertThat(store.find(largest.digest())).isEqualTo(new BundleLookup.Found(largest));

    List<String> names =
        IntStream.rangeClosed(1, BundleLimits.FILES_MAX + 1).mapToObj(i -> "f" + i).toList();
    assertThat(reason(zip(names, new byte[0]))).isEqualTo("more than 10000 files");
    assertThat(reason(zip(names.subList(1, names.size()), new byte[0])))
        .startsWith("its files have the digest");
  }

  @Test
  void noPathLeadsOutOfAnArchive() throws IOException {
    assertThat(reason(zip(List.of("../a"), new byte[0])))
        .isEqualTo("not a path within a bundle: `../a`");
    assertThat(reason(zip(List.of("a".repeat(BundleLimits.PATH_BYTES_MAX + 1)), new byte[0])))
        .startsWith("not a path within a bundle");
  }

  @Test
  void filesThatAreNoArchivesAreNotListed() throws IOException {
    store.keep(FIRST);
    disk.place("bundles/README", new byte[1]);
    disk.place("bundles/" + "a".repeat(64) + ".zip.new", new byte[1]);
    assertThat(store.list()).hasSize(1);
    store(disk).keep(SECOND);
    assertThat(disk.list("bundles")).hasSize(3).contains("bundles/README");
  }

  /// Keeps, removes and keeps, until the disk stops; what was acknowledged is in `kept`.
  private static void work(Disk disk, Set<BundleFiles> kept) {
    BundleStore store = store(disk);
    try {
      store.keep(FIRST);
      kept.add(FIRST);
      store.keep(SECOND);
      kept.add(SECOND);
      kept.remove(FIRST);
      store.remove(FIRST.digest());
      store.keep(THIRD);
      kept.add(THIRD);
      store.keep(FIRST);
      kept.add(FIRST);
    } catch (IOException e) {
      // The machine has stopped, which is what the test is about.
    }
  }

  @Test
  void everyBundleThatWasKeptIsFoundAfterACrashAnywhere() throws IOException {
    long first = Seeds.seed(1);
    SimulatedDisk undisturbed = SimulatedDisk.of(first);
    work(undisturbed, new HashSet<>());
    for (long seed = first; seed < first + 40; seed++) {
      for (long stop = 1; stop <= undisturbed.operations(); stop++) {
        Set<BundleFiles> kept = new HashSet<>();
        SimulatedDisk stopped = SimulatedDisk.of(seed).stopAt(stop);
        work(stopped, kept);
        SimulatedDisk after = seed % 4 == 0 ? stopped.kill() : stopped.crash();
        BundleStore again = store(after);
        for (BundleFiles files : List.of(FIRST, SECOND, THIRD)) {
          BundleLookup found = again.find(files.digest());
          assertThat(found).isNotInstanceOf(BundleLookup.Damaged.class);
          if (kept.contains(files)) {
            assertThat(found)
                .as("seed %s, stop %s", seed, stop)
                .isEqualTo(new BundleLookup.Found(files));
          }
        }
        Set<BundleFiles> all = new HashSet<>();
        work(after, all);
        assertThat(all).containsExactlyInAnyOrder(FIRST, SECOND, THIRD);
        assertThat(store(after.crash()).list()).hasSize(3);
      }
    }
  }

  @Test
  void afterAFailureOfTheDiskTryingAgainIsSafe() throws IOException {
    SimulatedDisk undisturbed = SimulatedDisk.of(1);
    store(undisturbed).keep(FIRST);
    for (long fail = 1; fail <= undisturbed.operations(); fail++) {
      SimulatedDisk failing = SimulatedDisk.of(1).failAt(fail);
      BundleStore tried = store(failing);
      assertThatThrownBy(() -> tried.keep(FIRST)).isInstanceOf(IOException.class);
      tried.keep(FIRST);
      assertThat(store(failing.crash()).find(FIRST.digest()))
          .isEqualTo(new BundleLookup.Found(FIRST));
    }
  }
}
