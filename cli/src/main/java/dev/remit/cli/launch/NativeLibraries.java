package dev.remit.cli.launch;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The native libraries of jars that are for one system, by the systems and processors that their
/// names name. What names none of them is for all.
final class NativeLibraries {
  private static final Pattern LIBRARY = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(_.*)?");

  private static final List<Set<String>> SYSTEMS =
      List.of(
          Set.of("linux", "epoll"),
          Set.of("osx", "macos", "darwin", "kqueue", "mac"),
          Set.of("windows", "win"),
          Set.of("freebsd"),
          Set.of("aix"));

  /// `x86_64` is looked for before it is taken apart.
  private static final List<Set<String>> PROCESSORS =
      List.of(
          Set.of("amd64", "x8664"),
          Set.of("aarch64", "arm64"),
          Set.of("x86", "i386"),
          Set.of("arm"),
          Set.of("ppc64"),
          Set.of("ppc64le"),
          Set.of("s390x"),
          Set.of("riscv64"),
          Set.of("mips64"),
          Set.of("loongarch64"));

  private final Set<String> foreign;

  private NativeLibraries(Set<String> foreign) {
    this.foreign = foreign;
  }

  /// Those for a system and a processor as Java names them. Of one that is not known here, all.
  static NativeLibraries of(String system, String processor) {
    Set<String> foreign = new HashSet<>(others(SYSTEMS, words(system)));
    foreign.addAll(others(PROCESSORS, words(processor)));
    return new NativeLibraries(foreign);
  }

  /// The names of all but the one that is among `words`; of none, if none is.
  private static Set<String> others(List<Set<String>> kinds, Set<String> words) {
    Set<String> others = new HashSet<>();
    kinds.stream().filter(kind -> Collections.disjoint(kind, words)).forEach(others::addAll);
    return kinds.stream().allMatch(kind -> Collections.disjoint(kind, words)) ? Set.of() : others;
  }

  private static Set<String> words(String text) {
    String plain =
        text.toLowerCase(Locale.ROOT)
            .replace("x86_64", "x8664")
            .replace("x86-64", "x8664")
            .replace("aarch_64", "aarch64");
    return Set.copyOf(List.of(plain.split("[^a-z0-9]+", -1)).stream().distinct().toList());
  }

  /// Whether an entry of a jar is a library for another system.
  boolean isForeign(String entry) {
    return LIBRARY.matcher(entry).matches() && !Collections.disjoint(words(entry), foreign);
  }

  /// Takes the others out of a jar; what stays is not compressed anew.
  void keepOnly(Path jar) throws IOException {
    List<String> foreignEntries = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (isForeign(entry.getName())) {
          foreignEntries.add(entry.getName());
        }
      }
    }
    if (foreignEntries.isEmpty()) {
      return;
    }
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      for (String entry : foreignEntries) {
        Files.delete(Objects.requireNonNull(zip.getPath(entry), entry));
      }
    }
  }
}
