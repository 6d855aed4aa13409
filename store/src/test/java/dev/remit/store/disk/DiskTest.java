package dev.remit.store.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What all disks do alike.
final class DiskTest {
  @TempDir Path folder;

  private Disk disk(String kind) throws IOException {
    return switch (kind) {
      case "folder" -> FolderDisk.open(folder.resolve("made"));
      case "simulated" -> SimulatedDisk.of(1);
      default -> {
        Disk whole = SimulatedDisk.of(1);
        whole.createFolder("part");
        yield new Subfolder(whole, "part");
      }
    };
  }

  private static void write(Disk disk, String name, String text) throws IOException {
    try (OpenFile file = disk.create(name)) {
      file.append(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      file.force();
    }
  }

  private static String text(Disk disk, String name) throws IOException {
    return new String(disk.readAll(name, 100), US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "simulated", "subfolder"})
  void whatIsAppendedIsReadBack(String kind) throws IOException {
    Disk disk = disk(kind);
    write(disk, "a", "one");
    try (OpenFile file = disk.openAppend("a")) {
      file.append(ByteBuffer.wrap(", two".getBytes(US_ASCII)));
      assertThat(file.size()).isEqualTo(8);
    }
    assertThat(text(disk, "a")).isEqualTo("one, two");
    disk.truncate("a", 5);
    assertThat(text(disk, "a")).isEqualTo("one, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "simulated", "subfolder"})
  void whatIsErasedIsZerosOfTheSameLength(String kind) throws IOException {
    Disk disk = disk(kind);
    for (int size : new int[] {0, 1, 4096, 5000}) {
      String name = "f" + size;
      write(disk, name, "x".repeat(size));
      disk.erase(name);
      assertThat(disk.readAll(name, 5000)).isEqualTo(new byte[size]);
    }
    assertThatThrownBy(() -> disk.erase("none")).isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "simulated", "subfolder"})
  void aFileIsReadAtAnyPositionAndNotPastItsEnd(String kind) throws IOException {
    Disk disk = disk(kind);
    write(disk, "a", "0123456789");
    try (ReadableFile file = disk.openRead("a")) {
      ByteBuffer three = ByteBuffer.allocate(3);
      file.read(three, 4);
      assertThat(new String(three.array(), US_ASCII)).isEqualTo("456");
      assertThatThrownBy(() -> file.read(ByteBuffer.allocate(3), 8))
          .isInstanceOf(EOFException.class);
    }
    assertThat(disk.readAll("a", 10)).hasSize(10);
    assertThatThrownBy(() -> disk.readAll("a", 9)).hasMessage("a: 10 bytes, more than 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "simulated", "subfolder"})
  void aRenamedFileTakesThePlaceOfAnother(String kind) throws IOException {
    Disk disk = disk(kind);
    write(disk, "old", "old");
    write(disk, "new", "new");
    try (ReadableFile former = disk.openRead("old")) {
      disk.rename("new", "old");
      assertThat(text(disk, "old")).isEqualTo("new");
      assertThat(disk.list(Disk.ROOT)).containsExactly("old");
      assertThat(former.size()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "simulated", "subfolder"})
  void aFolderListsItsFilesAlone(String kind) throws IOException {
    Disk disk = disk(kind);
    disk.createFolder("f");
    disk.createFolder("f");
    disk.createFolder("f/g");
    write(disk, "f/b", "");
    write(disk, "f/a", "");
    write(disk, "f/g/c", "");
    disk.forceFolder("f");
    assertThat(disk.list("f")).isEqualTo(List.of("f/a", "f/b"));
    assertThat(disk.list("f/g")).isEqualTo(List.of("f/g/c"));
    disk.delete("f/a");
    assertThat(disk.list("f")).isEqualTo(List.of("f/b"));
    assertThat(disk.list(Disk.ROOT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "simulated", "subfolder"})
  void whatIsThereOrMissingSaysSo(String kind) throws IOException {
    Disk disk = disk(kind);
    write(disk, "a", "");
    assertThatThrownBy(() -> disk.create("a")).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.createFolder("a")).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.openAppend("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.openRead("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.truncate("b", 0)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.rename("b", "c")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.delete("b")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.list("b")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatIsMadeIsItsOwnersAlone() throws IOException {
    Disk disk = disk("folder");
    disk.createFolder("f");
    write(disk, "f/a", "");
    Path root = folder.resolve("made");
    assertThat(permissions(root)).isEqualTo("rwx------");
    assertThat(permissions(root.resolve("f"))).isEqualTo("rwx------");
    assertThat(permissions(root.resolve("f/a"))).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void noNameLeadsOutOfTheFolder() throws IOException {
    Disk disk = disk("folder");
    assertThatThrownBy(() -> disk.create("../a")).isInstanceOf(IllegalArgumentException.class);
  }
}
