package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script at the root, as a shell runs it. Its first run builds.
final class LauncherTest {
  private static final Path LAUNCHER = SharedData.projectRoot().resolve("remit");

  @Test
  void runsFromAnyFolderThroughLinksAndSpaces(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path linkedFolder = folder.resolve("a folder");
    Files.createSymbolicLink(linkedFolder, SharedData.projectRoot());
    Path link = folder.resolve("a link");
    Files.createSymbolicLink(link, linkedFolder.resolve("remit"));

    List<Process> first =
        Stream.of(LAUNCHER, linkedFolder.resolve("remit"), link)
            .map(script -> start(folder, script.toString(), "--version"))
            .toList();
    for (Process process : first) {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(out).isZero();
      assertThat(out).contains("remit 0").contains("Java 25");
    }
  }

  @Test
  void passesArgumentsAndExitCodeOnAndPrintsNothingOfItsOwn(@TempDir Path folder)
      throws IOException, InterruptedException {
    start(folder, LAUNCHER.toString(), "--version").waitFor();

    Process process = start(folder, LAUNCHER.toString(), "--no such");

    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(out).isEqualTo("remit: unknown option `--no such`; see `remit --help`\n");
  }

  private static Process start(Path folder, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      return builder.directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
