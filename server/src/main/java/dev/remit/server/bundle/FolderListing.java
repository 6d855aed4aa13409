package dev.remit.server.bundle;

import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a folder's listing says of the files of a bundle, without reading them: path, size and time
/// of each, sorted by path.
record FolderListing(List<Item> items) {
  FolderListing {
    items = List.copyOf(items);
  }

  record Item(String path, long size, Instant modified) {}

  /// The files are those that a bundle has, as far as its limits go.
  static FolderListing of(Path folder) throws IOException {
    List<Item> items = new ArrayList<>();
    for (String part :
        List.of("remit.yaml", "schema.cedarschema", "policies", "entities", "tools")) {
      addAll(folder, folder.resolve(part), items);
    }
    return new FolderListing(items);
  }

  private static void addAll(Path folder, Path part, List<Item> items) throws IOException {
    try (Stream<Path> paths = Files.walk(part, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : paths.limit(2L * BundleLimits.FILES_MAX).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        if (file.isRegularFile() && BundleFiles.isPart(name)) {
          items.add(new Item(name, file.size(), file.lastModifiedTime().toInstant()));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (NoSuchFileException _) {
      // It is not there, or went away: the listing differs from the one with it.
    }
  }

  /// Whether every file was written before a moment, so that another change would show.
  boolean isOlderThan(Instant moment) {
    return items.stream().allMatch(item -> item.modified().isBefore(moment));
  }
}
