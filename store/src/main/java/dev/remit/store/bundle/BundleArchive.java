package dev.remit.store.bundle;

import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleLimits;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of a bundle as a ZIP archive, in their order; each entry has the time at which the
/// bundle was kept.
final class BundleArchive {
  private BundleArchive() {}

  /// An archive that is none, or holds more than a bundle may; what is wrong is in words for
  /// people.
  static final class Unreadable extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private Unreadable(String reason) {
      super(reason);
    }

    /// Never null.
    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static byte[] write(BundleFiles files, Instant kept) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (BundleFile file : files.all()) {
        ZipEntry entry = new ZipEntry(file.path());
        entry.setLastModifiedTime(FileTime.from(kept));
        zip.putNextEntry(entry);
        ByteBuffer bytes = file.bytes();
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        zip.write(content);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return out.toByteArray();
  }

  /// Stops at the first byte, file or path past [BundleLimits], whatever the archive says of
  /// itself. What it throws as [IOException] is the disk's.
  static BundleFiles read(InputStream archive) throws IOException, Unreadable {
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      List<BundleFile> files = new ArrayList<>();
      int bytesLeft = (int) BundleLimits.BYTES_MAX;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (files.size() == BundleLimits.FILES_MAX) {
          throw new Unreadable("more than " + BundleLimits.FILES_MAX + " files");
        }
        byte[] content = zip.readNBytes(bytesLeft + 1);
        if (content.length > bytesLeft) {
          throw new Unreadable("more than " + BundleLimits.BYTES_MAX + " bytes in its files");
        }
        bytesLeft -= content.length;
        files.add(new BundleFile(entry.getName(), content));
      }
      return BundleFiles.of(files);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new Unreadable(e.getMessage() == null ? "it ends early" : e.getMessage());
    }
  }

  /// When the bundle was kept; null if the archive does not begin as one.
  static @Nullable Instant kept(InputStream archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(archive)) {
      ZipEntry first = zip.getNextEntry();
      FileTime time = first == null ? null : first.getLastModifiedTime();
      return time == null ? null : time.toInstant();
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      return null;
    }
  }
}
