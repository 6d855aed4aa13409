package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A small bundle in a folder of its own, for tests to change.
public final class BundleFixture {
  private static final String MANIFEST =
      """
      name: test
      owner: team@x.example
      mapping:
        tools:
          pay:
            resource: {type: Account, arguments: to}
            arguments: {amount: {as: minor-units, digits: 2}}
          look: {resource: {type: Service, id: bank}}
      """;
  private static final String SCHEMA =
      """
      entity Agent, Service;
      entity Account { blocked?: Bool };
      action pay, look appliesTo { principal: Agent, resource: [Account, Service] };
      """;

  private final Path folder;

  public BundleFixture(Path folder) {
    this.folder = folder;
    write("remit.yaml", MANIFEST);
    write("schema.cedarschema", SCHEMA);
  }

  public BundleFixture write(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public BundleFixture policies(String... policies) {
    return write("policies/all.cedar", String.join("\n", policies));
  }

  public Path folder() {
    return folder;
  }

  public Bundle read() {
    try {
      return BundleReader.read(folder);
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// What keeps it from being read: places below the folder and what is wrong there.
  List<String> mistakes() {
    try {
      BundleReader.read(folder);
    } catch (SyntaxException e) {
      return e.diagnostics().stream()
          .map(Diagnostic::headline)
          .map(line -> line.substring(folder.toString().length() + 1))
          .toList();
    }
    throw new AssertionError("nothing is wrong");
  }

  /// The files below the folder, relative to it, sorted.
  Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList().stream();
    }
  }
}
