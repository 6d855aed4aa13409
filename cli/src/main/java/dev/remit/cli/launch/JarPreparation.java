package dev.remit.cli.launch;

import java.io.IOException;
import java.nio.file.Path;

/// What the launcher does to the jars of a build before anything runs them.
public final class JarPreparation {
  private JarPreparation() {}

  /// The jars are the class path of this run, and the arguments.
  public static void main(String[] jars) throws IOException {
    NativeLibraries wanted =
        NativeLibraries.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    for (String jar : jars) {
      wanted.keepOnly(Path.of(jar));
      ClassUpgrade.upgrade(Path.of(jar));
    }
  }
}
