package dev.remit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every package of the product says which types to read first.
final class PackageDocsTest {
  private static final int NAMED_MIN = 3;
  private static final Pattern TYPE = Pattern.compile("[\\[`](?:[a-z.]+\\.)?([A-Z]\\w+)[]`]");

  @Test
  void everyPackageNamesThreeTypesToReadFirst() throws IOException {
    List<Path> packages = packages();
    assertThat(packages).hasSizeGreaterThan(20);
    List<Path> without = new ArrayList<>();
    for (Path docs : packages) {
      long named = named(Files.readString(docs));
      if (named < Math.min(NAMED_MIN, types(docs.resolveSibling("")))) {
        without.add(docs.resolveSibling(""));
      }
    }
    assertThat(without).isEmpty();
  }

  /// How many types the list that begins with "Read" has, or what follows it names.
  private static long named(String docs) {
    int start = docs.indexOf("/// Read [");
    return start < 0
        ? 0
        : TYPE.matcher(docs.substring(start)).results().map(MatchResult::group).distinct().count();
  }

  private static long types(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
          .count();
    }
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.projectRoot())) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .filter(file -> file.toString().contains("/src/main/"))
          .sorted()
          .toList();
    }
  }
}
