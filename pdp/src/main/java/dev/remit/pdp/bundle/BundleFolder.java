package dev.remit.pdp.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The files of a bundle in a folder: `remit.yaml`, `schema.cedarschema`, `policies/**/*.cedar`,
/// `entities/**/*.json` and `tools/**/*.json`. Others are no part of it. Links to files count as
/// files, and links to folders are followed.
final class BundleFolder {
  static final String MANIFEST = "remit.yaml";
  static final String SCHEMA = "schema.cedarschema";
  static final String POLICIES = "policies";
  static final String ENTITIES = "entities";
  static final String TOOLS = "tools";

  /// Is no part of a bundle yet, and may be sent along.
  static final String TESTS = "tests";

  private final Path folder;
  private final List<BundleFile> files = new ArrayList<>();
  private long bytes;

  private BundleFolder(Path folder) {
    this.folder = folder;
  }

  /// What is too much, in words for people.
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1;

    private TooLarge(String message) {
      super(message);
    }
  }

  /// Throws if a file cannot be read.
  static BundleFiles read(Path folder) throws IOException, TooLarge {
    BundleFolder reader = new BundleFolder(folder);
    reader.addIfPresent(MANIFEST);
    reader.addIfPresent(SCHEMA);
    reader.addAll(POLICIES, ".cedar");
    reader.addAll(ENTITIES, ".json");
    reader.addAll(TOOLS, ".json");
    return BundleFiles.of(reader.files);
  }

  private void addIfPresent(String name) throws IOException, TooLarge {
    if (Files.isRegularFile(folder.resolve(name))) {
      add(name);
    }
  }

  private void addAll(String part, String ending) throws IOException, TooLarge {
    Path start = folder.resolve(part);
    if (!Files.isDirectory(start)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
      Predicate<Path> wanted =
          path -> path.getFileName().toString().endsWith(ending) && Files.isRegularFile(path);
      for (String name : paths.filter(wanted).map(this::name).sorted().toList()) {
        add(name);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String name(Path path) {
    Iterable<Path> parts = folder.relativize(path);
    return String.join(
        "/", StreamSupport.stream(parts.spliterator(), false).map(Path::toString).toList());
  }

  private void add(String name) throws IOException, TooLarge {
    Path path = folder.resolve(name);
    if (files.size() == BundleLimits.FILES_MAX) {
      throw new TooLarge("more than " + BundleLimits.FILES_MAX + " files");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > BundleLimits.PATH_BYTES_MAX) {
      throw new TooLarge("a path of more than " + BundleLimits.PATH_BYTES_MAX + " bytes");
    }
    files.add(new BundleFile(name, content(path)));
  }

  private byte[] content(Path path) throws IOException, TooLarge {
    int left = (int) (BundleLimits.BYTES_MAX - bytes);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(left + 1);
      if (content.length > left) {
        throw new TooLarge("more than " + BundleLimits.BYTES_MAX + " bytes in its files");
      }
      bytes += content.length;
      return content;
    }
  }
}
