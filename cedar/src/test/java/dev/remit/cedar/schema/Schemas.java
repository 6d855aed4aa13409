package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.TarGz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Schemas that tests read.
public final class Schemas {
  private Schemas() {}

  /// The schema of a text that the test knows to be right.
  public static Schema of(String text) {
    try {
      return SchemaParser.parse(new Source("test.cedarschema", text));
    } catch (SyntaxException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /// The codes of what is wrong with a text, in its order, separated by spaces; empty if nothing.
  public static String codes(String text) {
    try {
      SchemaParser.parse(new Source("test.cedarschema", text));
      return "";
    } catch (SyntaxException e) {
      return String.join(" ", e.diagnostics().stream().map(each -> each.code()).toList());
    }
  }

  /// Every schema of the shared data whose name ends so, by name; of equal ones the last.
  public static Map<String, String> shared(String ending) {
    Path root = SharedData.require("cedar");
    Map<String, String> schemas = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(ending)) {
          schemas.put(root.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schemas.putAll(TarGz.texts(root.resolve("corpus-tests.tar.gz"), name -> name.endsWith(ending)));
    Map<String, String> names = new HashMap<>();
    schemas.forEach((name, text) -> names.put(text, name));
    schemas.keySet().retainAll(new HashSet<>(names.values()));
    return schemas;
  }
}
