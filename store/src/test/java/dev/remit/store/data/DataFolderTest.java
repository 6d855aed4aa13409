package dev.remit.store.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir Path data = Path.of("");

  @Test
  void whoOwnsItSaysItsFormat() throws Exception {
    DataFolder.own(data).close();
    assertThat(data.resolve("format")).hasContent("1\n");
    DataFolder.own(data).close();
    DataFolder.read(data).close();
  }

  @Test
  void oneOfBeforeTheFormatWasSaidIsOfTheFirst() throws Exception {
    DataFolder.read(data).close();
    Files.writeString(data.resolve("format.new"), "torn");
    DataFolder.own(data).close();
    assertThat(data.resolve("format")).hasContent("1\n");
    assertThat(names()).containsExactly("format", "lock");
  }

  @Test
  void oneOfAnotherFormatIsNotTouched() throws Exception {
    Files.writeString(data.resolve("format"), "2\n");
    String refused = "holds data of format `2`, and this remit knows `1`";
    assertThatThrownBy(() -> DataFolder.own(data))
        .isInstanceOf(DataFault.class)
        .hasMessageContaining(refused);
    assertThatThrownBy(() -> DataFolder.read(data))
        .isInstanceOf(DataFault.class)
        .hasMessageContaining(refused);
    assertThat(names()).containsExactly("format");
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
