package dev.remit.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Public corpora that tests read beside the project and never copy into it: `../shared/data`, or
/// the folder that `REMIT_DATA` names.
public final class SharedData {
  private SharedData() {}

  /// The root of the checkout.
  public static Path projectRoot() {
    String root = System.getProperty("remit.root");
    if (root != null) {
      return Path.of(root);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside a checkout of the project");
      }
    }
    return folder;
  }

  /// A file or folder of the shared data. Where it is absent the calling test is skipped, and fails
  /// under `CI=true`.
  public static Path require(String relative) {
    String configured = System.getenv("REMIT_DATA");
    Path base =
        configured == null
            ? projectRoot().resolve("../shared/data").normalize()
            : Path.of(configured);
    Path path = base.resolve(relative);
    if (!Files.exists(path)) {
      String message = "test data absent: " + path;
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      Assumptions.abort(message);
    }
    return path;
  }
}
