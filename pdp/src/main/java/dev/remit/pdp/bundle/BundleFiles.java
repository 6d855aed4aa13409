package dev.remit.pdp.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of one bundle as they are written, sorted by path as unsigned bytes of UTF-8, each
/// path once, within [BundleLimits]. From a folder or from an archive of it: equal files have equal
/// digests.
public final class BundleFiles {
  private final List<BundleFile> files;
  private final BundleDigest digest;

  private BundleFiles(List<BundleFile> files) {
    this.files = files;
    this.digest = BundleDigest.of(files);
  }

  /// Throws [IllegalArgumentException] if a path is given twice or a limit is passed.
  public static BundleFiles of(Collection<BundleFile> files) {
    List<BundleFile> sorted =
        files.stream()
            .sorted(Comparator.comparing(BundleFiles::path, Arrays::compareUnsigned))
            .toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).path().equals(sorted.get(i - 1).path())) {
        throw new IllegalArgumentException("`" + sorted.get(i).path() + "` is there twice");
      }
    }
    if (sorted.size() > BundleLimits.FILES_MAX) {
      throw new IllegalArgumentException("more than " + BundleLimits.FILES_MAX + " files");
    }
    if (sorted.stream().mapToLong(BundleFile::size).sum() > BundleLimits.BYTES_MAX) {
      throw new IllegalArgumentException("more than " + BundleLimits.BYTES_MAX + " bytes");
    }
    return new BundleFiles(sorted);
  }

  /// Whether a file of this path, in a folder, is part of the bundle; others are left alone.
  public static boolean isPart(String path) {
    return path.equals(BundleFolder.MANIFEST)
        || path.equals(BundleFolder.SCHEMA)
        || (path.startsWith(BundleFolder.POLICIES + "/") && path.endsWith(".cedar"))
        || (path.startsWith(BundleFolder.ENTITIES + "/") && path.endsWith(".json"))
        || (path.startsWith(BundleFolder.TOOLS + "/") && path.endsWith(".json"));
  }

  private static byte[] path(BundleFile file) {
    return file.path().getBytes(StandardCharsets.UTF_8);
  }

  /// These with `its` in the place of the files of a part, and all others as they are. Throws
  /// [IllegalArgumentException] if one of `its` is not the part's, or a limit is passed.
  public BundleFiles with(Part part, BundleFiles its) {
    for (BundleFile file : its.all()) {
      if (!part.hasFile(file.path())) {
        throw new IllegalArgumentException(
            "`" + file.path() + "` is no file of the part `" + part.name() + "`");
      }
    }
    return of(
        Stream.concat(files.stream().filter(file -> !part.hasFile(file.path())), its.all().stream())
            .toList());
  }

  /// These and one more. Throws [IllegalArgumentException] if its path is there, or a limit is
  /// passed.
  public BundleFiles with(BundleFile file) {
    return of(Stream.concat(files.stream(), Stream.of(file)).toList());
  }

  public List<BundleFile> all() {
    return files;
  }

  public Optional<BundleFile> find(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  public BundleDigest digest() {
    return digest;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BundleFiles that && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return digest.brief() + " " + files;
  }
}
