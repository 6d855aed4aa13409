package dev.remit.store.bundle;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.DiskStream;
import dev.remit.store.disk.ReadableFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every bundle that was kept, by its digest: one archive each, in the folder `bundles` of a data
/// folder. [#find] and [#list] may be called in any process; [#keep] and [#remove] only in the one
/// that holds the data folder's lock.
///
/// An archive is written under another name and renamed when it is on the disk, so that it is there
/// whole or not at all. Failures of the disk are [IOException]s; after one, trying again is safe.
///
/// `this` guards the field; any thread may call.
public final class BundleStore {
  private static final String FOLDER = "bundles";
  private static final Pattern ARCHIVE = Pattern.compile(FOLDER + "/([0-9a-f]{64})\\.zip");

  private final Disk disk;
  private final InstantSource clock;

  /// Archives whose names are known to survive a loss of power; null until this process writes.
  private @Nullable Set<BundleDigest> lasting;

  /// In the data folder `disk`, which is not touched before the first call.
  public BundleStore(Disk disk, InstantSource clock) {
    this.disk = disk;
    this.clock = clock;
  }

  /// Returns once the bundle can be found after a loss of power. What is kept already is left as it
  /// is, unless it is damaged.
  public synchronized void keep(BundleFiles files) throws IOException {
    BundleDigest digest = files.digest();
    Set<BundleDigest> known = prepare();
    if (known.contains(digest) && find(digest) instanceof BundleLookup.Found) {
      return;
    }
    disk.replace(archive(digest), BundleArchive.write(files, clock.instant()));
    known.add(digest);
  }

  /// The files of the bundle, checked against the digest. Costs reading them.
  public BundleLookup find(BundleDigest digest) throws IOException {
    try (InputStream in = open(archive(digest))) {
      BundleFiles files = BundleArchive.read(in);
      return files.digest().equals(digest)
          ? new BundleLookup.Found(files)
          : new BundleLookup.Damaged(digest, "its files have the digest " + files.digest());
    } catch (NoSuchFileException e) {
      return new BundleLookup.Gone(digest);
    } catch (BundleArchive.Unreadable e) {
      return new BundleLookup.Damaged(digest, e.reason());
    }
  }

  /// Sorted by digest. Damaged archives are among them.
  public List<KeptBundle> list() throws IOException {
    List<KeptBundle> bundles = new ArrayList<>();
    for (BundleDigest digest : digests()) {
      try (ReadableFile file = disk.openRead(archive(digest));
          InputStream in = new BufferedInputStream(new DiskStream(file, 0))) {
        bundles.add(new KeptBundle(digest, file.size(), BundleArchive.kept(in)));
      } catch (NoSuchFileException e) {
        // Removed meanwhile by the process that writes.
      }
    }
    return bundles;
  }

  /// Nothing if it is not there.
  public synchronized void remove(BundleDigest digest) throws IOException {
    prepare().remove(digest);
    disk.deleteIfPresent(archive(digest));
    disk.forceFolder(FOLDER);
  }

  /// Removes what a crash left unfinished.
  private Set<BundleDigest> prepare() throws IOException {
    if (lasting == null) {
      disk.createFolder(FOLDER);
      disk.forceFolder(Disk.ROOT);
      for (String name : disk.list(FOLDER)) {
        if (name.endsWith(Disk.UNFINISHED)) {
          disk.delete(name);
        }
      }
      disk.forceFolder(FOLDER);
      lasting = new HashSet<>(digests());
    }
    return lasting;
  }

  private Set<BundleDigest> digests() throws IOException {
    Set<BundleDigest> digests = new TreeSet<>(Comparator.comparing(BundleDigest::value));
    for (String name : names()) {
      Matcher archive = ARCHIVE.matcher(name);
      if (archive.matches()) {
        digests.add(BundleDigest.ofHex(archive.group(1)));
      }
    }
    return digests;
  }

  private List<String> names() throws IOException {
    try {
      return disk.list(FOLDER);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private InputStream open(String name) throws IOException {
    ReadableFile file = disk.openRead(name);
    try {
      return new BufferedInputStream(new DiskStream(file, 0));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static String archive(BundleDigest digest) {
    return FOLDER + "/" + digest.hex() + ".zip";
  }
}
