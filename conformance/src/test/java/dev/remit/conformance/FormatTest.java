package dev.remit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The layout of the sources is google-java-format's, unconfigured, and is not discussed:
/// `-Dformat=write` rewrites what differs.
final class FormatTest {
  private final Formatter formatter = new Formatter();

  @Test
  void sourcesAreFormatted() throws IOException, FormatterException {
    boolean write = "write".equals(System.getProperty("format"));
    List<Path> different = new ArrayList<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String formatted = format(text);
      if (!formatted.equals(text)) {
        if (write) {
          Files.writeString(file, formatted);
        } else {
          different.add(SharedData.projectRoot().relativize(file));
        }
      }
    }
    assertThat(different)
        .as("run `mvn -q -pl conformance -am test -Dtest=FormatTest -Dformat=write`")
        .isEmpty();
  }

  private String format(String text) throws FormatterException {
    String unused = RemoveUnusedImports.removeUnusedImports(text);
    String ordered = ImportOrderer.reorderImports(unused, JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(ordered);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.projectRoot())) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("/target/"))
              .sorted()
              .toList();
      assertThat(sources).as("sources found").hasSizeGreaterThan(20);
      return sources;
    }
  }
}
