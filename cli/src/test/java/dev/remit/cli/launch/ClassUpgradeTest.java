package dev.remit.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Old classes come back as classes of today that verify.
final class ClassUpgradeTest {
  private static byte[] classOf(Class<?> type) throws IOException {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void anOldClassVerifiesByStackMaps() throws IOException {
    byte[] old = classOf(CommandLine.class);
    assertThat(ClassFile.of().parse(old).majorVersion()).isLessThan(ClassFile.JAVA_6_VERSION);

    byte[] upgraded = ClassUpgrade.upgrade(old);

    assertThat(ClassFile.of().parse(upgraded).majorVersion())
        .isEqualTo(ClassFile.latestMajorVersion());
    assertThat(ClassFile.of().verify(upgraded)).isEmpty();
  }

  @Test
  void aJarKeepsItsOtherEntries(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("old.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("picocli/CommandLine.class"));
      out.write(classOf(CommandLine.class));
      out.putNextEntry(new ZipEntry("NOTICE"));
      out.write(new byte[] {1, 2, 3});
    }

    ClassUpgrade.upgrade(jar);

    try (ZipFile zip = new ZipFile(jar.toFile())) {
      byte[] notice = zip.getInputStream(zip.getEntry("NOTICE")).readAllBytes();
      assertThat(notice).containsExactly(1, 2, 3);
      byte[] upgraded =
          zip.getInputStream(zip.getEntry("picocli/CommandLine.class")).readAllBytes();
      assertThat(ClassFile.of().parse(upgraded).majorVersion())
          .isEqualTo(ClassFile.latestMajorVersion());
    }
    assertThat(folder).isDirectoryContaining("glob:**old.jar");
    assertThat(Files.exists(folder.resolve("old.jar.new"))).isFalse();
  }

  @Test
  void aJarOfTodayIsLeftAlone(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("new.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("dev/remit/cli/launch/ClassUpgrade.class"));
      out.write(classOf(ClassUpgrade.class));
    }
    byte[] before = Files.readAllBytes(jar);

    ClassUpgrade.upgrade(jar);

    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }
}
