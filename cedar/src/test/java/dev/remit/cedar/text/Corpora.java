package dev.remit.cedar.text;

import dev.remit.testkit.SharedData;
import dev.remit.testkit.TarGz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The policy texts of all public corpora, by name.
final class Corpora {
  private static final List<String> FOLDERS =
      List.of("cedar/bench-corpus", "cedar/tests", "cedar/sample-data", "cedar/oopsla");

  private Corpora() {}

  static SortedMap<String, String> texts() {
    SortedMap<String, String> texts =
        TarGz.texts(
            SharedData.require("cedar/corpus-tests.tar.gz"), name -> name.endsWith(".cedar"));
    FOLDERS.forEach(folder -> texts.putAll(texts(SharedData.require(folder))));
    return texts;
  }

  private static SortedMap<String, String> texts(Path folder) {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cedar")).toList()) {
        texts.put(file.toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
