package dev.remit.server.bundle;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleLimits;
import dev.remit.pdp.bundle.Part;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The files of a bundle out of an archive that somebody sent, a `.tar.gz` or a ZIP, told apart by
/// their first bytes.
///
/// Nothing is written anywhere while it is read. Files that are no part of a bundle are left out,
/// as they are of a folder; a link, or a path that leads out of the archive, refuses all of it.
final class UploadedArchive {
  /// Entries of an archive, folders and files that are no part of a bundle included.
  static final int ENTRIES_MAX = 2 * BundleLimits.FILES_MAX;

  /// Bytes of an archive, unpacked, whatever is in it.
  static final int BYTES_MAX = (int) (2 * BundleLimits.BYTES_MAX);

  private static final int NAMED_MAX = 5;

  private final Predicate<String> wanted;
  private final List<BundleFile> files = new ArrayList<>();
  private final List<String> unwanted = new ArrayList<>();
  private int entries;

  UploadedArchive(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /// Throws what is wrong with the archive.
  static BundleFiles read(byte[] bytes) throws Refused {
    return read(bytes, new UploadedArchive(_ -> true));
  }

  /// Of a part alone: a file that is not the part's refuses all of it, and so does having none.
  static BundleFiles readPart(byte[] bytes, Part part) throws Refused {
    UploadedArchive archive = new UploadedArchive(part::hasFile);
    BundleFiles files = read(bytes, archive);
    String folders = "`policies/%1$s/`, `entities/%1$s/` or `tests/%1$s/`".formatted(part.name());
    if (!archive.unwanted.isEmpty()) {
      throw new Refused(
          ofPart(
              "bundle.outside-part",
              "not of the part `"
                  + part.name()
                  + "` are "
                  + archive.unwantedText()
                  + "; send only what is below "
                  + folders));
    }
    if (files.all().isEmpty()) {
      throw new Refused(
          ofPart(
              "bundle.empty-part",
              "it has no policies and no entities of the part `"
                  + part.name()
                  + "`; send what is below "
                  + folders
                  + ", an empty `policies/"
                  + part.name()
                  + "/none.cedar` to take all away"));
    }
    return files;
  }

  private static Problem ofPart(String code, String text) {
    return new Problem(HttpStatus.UNPROCESSABLE_ENTITY, code, "archive: " + text);
  }

  private String unwantedText() {
    String named =
        unwanted.stream()
            .limit(NAMED_MAX)
            .map(path -> "`" + path + "`")
            .collect(Collectors.joining(", "));
    int more = unwanted.size() - NAMED_MAX;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static BundleFiles read(byte[] bytes, UploadedArchive archive) throws Refused {
    try {
      if (startsWith(bytes, 0x1f, 0x8b)) {
        new TarGzReader(archive).read(bytes);
      } else if (startsWith(bytes, 'P', 'K', 3, 4)) {
        new ZipReader(archive).read(bytes);
      } else {
        throw new Refused(
            new Problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "request.media-type",
                "body: neither a `.tar.gz` nor a ZIP archive; send the bundle as one"));
      }
      return BundleFiles.of(archive.files);
    } catch (UnusableArchive e) {
      throw new Refused(unusable(e.text()));
    } catch (IllegalArgumentException e) {
      throw new Refused(unusable(String.valueOf(e.getMessage())));
    }
  }

  private static Problem unusable(String why) {
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "bundle.archive",
        "archive: " + why + "; pack the contents of the bundle's folder again");
  }

  private static boolean startsWith(byte[] bytes, int... first) {
    if (bytes.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if ((bytes[i] & 0xff) != first[i]) {
        return false;
      }
    }
    return true;
  }

  /// Counts an entry of any kind.
  void countEntry() throws UnusableArchive {
    if (++entries > ENTRIES_MAX) {
      throw new UnusableArchive("more than " + ENTRIES_MAX + " entries");
    }
  }

  /// Takes a file, if it is part of a bundle.
  void add(String name, byte[] content) throws UnusableArchive {
    String path = name.startsWith("./") ? name.substring(2) : name;
    BundleFile file;
    try {
      file = new BundleFile(path, content);
    } catch (IllegalArgumentException e) {
      throw new UnusableArchive(String.valueOf(e.getMessage()));
    }
    if (!wanted.test(path)) {
      unwanted.add(path);
    } else if (BundleFiles.isPart(path)) {
      files.add(file);
    }
  }
}
