package dev.remit.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeLibrariesTest {
  private static final String DUCKDB = "libduckdb_java.so_linux_amd64";
  private static final String DUCKDB_ARM = "libduckdb_java.so_linux_arm64";
  private static final String DUCKDB_MAC = "libduckdb_java.so_macos_arm64";
  private static final String CEDAR = "jne/linux/x86_64/libcedar_java_ffi.so";
  private static final String CEDAR_MAC = "jne/macos/aarch64/libcedar_java_ffi.dylib";
  private static final String ZSTD = "linux/amd64/libzstd-jni-1.5.7-15.so";
  private static final String ZSTD_32 = "linux/i386/libzstd-jni-1.5.7-15.so";
  private static final String ZSTD_WINDOWS = "win/amd64/libzstd-jni-1.5.7-15.dll";
  private static final String EPOLL = "META-INF/native/libnetty_transport_native_epoll_x86_64.so";
  private static final String EPOLL_ARM =
      "META-INF/native/libnetty_transport_native_epoll_aarch_64.so";
  private static final String TLS_MAC = "META-INF/native/libnetty_tcnative_osx_aarch_64.jnilib";
  private static final String CLASS = "org/windows/Arm64.class";
  private static final String UNNAMED = "native/libanything.so";

  private static final List<String> ALL =
      List.of(
          DUCKDB,
          DUCKDB_ARM,
          DUCKDB_MAC,
          CEDAR,
          CEDAR_MAC,
          ZSTD,
          ZSTD_32,
          ZSTD_WINDOWS,
          EPOLL,
          EPOLL_ARM,
          TLS_MAC,
          CLASS,
          UNNAMED);

  private static List<String> kept(String system, String processor) {
    NativeLibraries libraries = NativeLibraries.of(system, processor);
    return ALL.stream().filter(name -> !libraries.isForeign(name)).toList();
  }

  @Test
  void librariesOfThisSystemStayAndThoseOfOthersGo() {
    assertThat(kept("Linux", "amd64")).containsExactly(DUCKDB, CEDAR, ZSTD, EPOLL, CLASS, UNNAMED);
    assertThat(kept("Linux", "aarch64")).containsExactly(DUCKDB_ARM, EPOLL_ARM, CLASS, UNNAMED);
    assertThat(kept("Mac OS X", "aarch64"))
        .containsExactly(DUCKDB_MAC, CEDAR_MAC, TLS_MAC, CLASS, UNNAMED);
    assertThat(kept("Windows 11", "amd64")).containsExactly(ZSTD_WINDOWS, CLASS, UNNAMED);
  }

  @Test
  void aSystemThatIsNotKnownKeepsAll() {
    assertThat(kept("Plan 9", "sparc")).isEqualTo(ALL);
  }

  @Test
  void aJarLosesThemAndKeepsTheRest(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("natives.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : ALL) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    NativeLibraries.of("Linux", "amd64").keepOnly(jar);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getName)
          .containsExactlyInAnyOrder(DUCKDB, CEDAR, ZSTD, EPOLL, CLASS, UNNAMED);
      assertThat(zip.getInputStream(zip.getEntry(CEDAR)).readAllBytes()).hasSize(CEDAR.length());
    }
  }
}
