package dev.remit.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// A folder in which others make and remove files while a test looks at it.
public final class LiveFolder {
  private LiveFolder() {}

  /// The files anywhere below `folder`, sorted; what goes away while they are listed, and a folder
  /// that is not there, is left out. [Files#walk] throws then.
  public static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    FileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        };
    Files.walkFileTree(folder, visitor);
    files.sort(null);
    return files;
  }

  /// How many files below `folder` have a name that ends so.
  public static long count(Path folder, String ending) throws IOException {
    return files(folder).stream().filter(file -> file.toString().endsWith(ending)).count();
  }
}
