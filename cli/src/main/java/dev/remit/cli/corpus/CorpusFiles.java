package dev.remit.cli.corpus;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The files of a corpus, in a folder or in an archive, by names with `/` from its root.
sealed interface CorpusFiles {
  /// Bytes of one file, unpacked, at most.
  int FILE_BYTES_MAX = 256 * 1024 * 1024;

  /// Every file, sorted.
  List<String> names();

  boolean contains(String name);

  /// What is in a file that [#contains] affirms.
  byte[] bytes(String name) throws IOException;

  /// How people find the file.
  String shown(String name);

  /// A text; `.gz` is unpacked.
  default Source source(String name) throws IOException, SyntaxException {
    byte[] bytes = bytes(name);
    if (name.endsWith(".gz")) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readNBytes(FILE_BYTES_MAX);
      }
    }
    return Utf8.decode(shown(name), bytes);
  }

  /// The file that `reference`, as written in the file `from`, means: relative to the nearest
  /// enclosing folder in which there is such a file.
  default Optional<String> resolve(String from, String reference) {
    String folder = from;
    while (!folder.isEmpty()) {
      folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
      String candidate = folder.isEmpty() ? reference : folder + "/" + reference;
      if (contains(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Files below `root`, of which those are listed that are below `start`.
  record Folder(Path root, Path start) implements CorpusFiles {
    @Override
    public List<String> names() {
      try (Stream<Path> files = Files.walk(start)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString().replace('\\', '/'))
            .sorted()
            .toList();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public boolean contains(String name) {
      return Files.isRegularFile(root.resolve(name));
    }

    @Override
    public byte[] bytes(String name) throws IOException {
      return Files.readAllBytes(root.resolve(name));
    }

    @Override
    public String shown(String name) {
      return root.resolve(name).toString();
    }
  }

  /// The members of a tar archive, in memory.
  record Archive(String label, Map<String, byte[]> members) implements CorpusFiles {
    public Archive {
      members = new TreeMap<>(members);
    }

    static Archive open(String label, byte[] packed) throws IOException {
      return new Archive(label, TarReader.read(packed));
    }

    @Override
    public List<String> names() {
      return List.copyOf(members.keySet());
    }

    @Override
    public boolean contains(String name) {
      return members.containsKey(name);
    }

    @Override
    public byte[] bytes(String name) {
      return Objects.requireNonNull(members.get(name), name);
    }

    @Override
    public String shown(String name) {
      return label + "!" + name;
    }
  }
}
