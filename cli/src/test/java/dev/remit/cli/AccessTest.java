package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.access.TokenHash;
import dev.remit.store.data.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTest {
  @TempDir Path folder = Path.of("");

  private Run reset(Path data) {
    return Run.of("access", "reset", "--data", data.toString());
  }

  @Test
  void aResetPrintsANewTokenOfWhichOnlyTheHashIsKept() throws Exception {
    Run run = reset(folder);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    String token = run.out().strip().substring(run.out().strip().lastIndexOf(' ') + 1);
    String kept = Files.readString(folder.resolve("access/callers.json"));
    assertThat(kept).contains(TokenHash.of(token).text()).doesNotContain(token);
    assertThat(kept).contains("\"by\":\"remit access reset\"");
    assertThat(reset(folder).out()).isNotEqualTo(run.out());
  }

  @Test
  void aFolderInUseIsLeftAlone() throws Exception {
    try (DataFolder _ = DataFolder.own(folder)) {
      Run run = reset(folder);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("owns this data; stop it");
    }
    assertThat(folder.resolve("access")).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() {
    Path missing = folder.resolve("missing");
    assertThat(reset(missing).code()).isEqualTo(1);
    assertThat(missing).doesNotExist();
  }

  @Test
  void aDamagedFileOfCallersIsNotOverwritten() throws Exception {
    reset(folder);
    Path file = folder.resolve("access/callers.json");
    Files.writeString(file, "{}");
    Run run = reset(folder);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is damaged");
    assertThat(Files.readString(file)).isEqualTo("{}");
  }
}
