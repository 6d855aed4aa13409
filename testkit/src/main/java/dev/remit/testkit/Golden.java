package dev.remit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that hold what a person or a machine reads; `-Dgolden=write` rewrites them and the diff is
/// reviewed as code.
public final class Golden {
  private Golden() {}

  /// Compares `actual` with the file; line ends are `\n`.
  public static void check(Path file, String actual) {
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
        return;
      }
      if (!Files.exists(file)) {
        fail("no golden file " + file + "; write it with -Dgolden=write and review it");
      }
      assertEquals(Files.readString(file), actual, () -> "differs from " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
