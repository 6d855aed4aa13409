package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.EntityPlaces;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a bundle from a folder or from its files, whole or not at all: if anything is wrong with
/// it, everything that is wrong is reported, of all its files.
///
/// Whether its policies are valid by its schema is not asked here.
public final class BundleReader {
  private static final String CODE = "bundle.incomplete";

  private final Path folder;
  private final BundleFiles files;
  private final List<Diagnostic> mistakes = new ArrayList<>();

  private BundleReader(Path folder, BundleFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /// Names files in errors as `folder` is named.
  public static Bundle read(Path folder) throws SyntaxException {
    return read(folder, readFiles(folder));
  }

  /// Names files in errors as if they were in `folder`, which is not looked at.
  public static Bundle read(Path folder, BundleFiles files) throws SyntaxException {
    return new BundleReader(folder, files).read();
  }

  /// What is in a folder of a bundle, whatever it says.
  public static BundleFiles readFiles(Path folder) throws SyntaxException {
    if (!Files.isDirectory(folder)) {
      String problem = Files.exists(folder) ? "is not a folder" : "no such folder";
      throw new SyntaxException(List.of(mistake(folder, problem, "name the folder of a bundle")));
    }
    try {
      return BundleFolder.read(folder);
    } catch (IOException e) {
      throw new SyntaxException(
          List.of(mistake(folder, "cannot be read (" + e + ")", "check its permissions")));
    } catch (BundleFolder.TooLarge e) {
      throw new SyntaxException(
          List.of(mistake(folder, String.valueOf(e.getMessage()), "split the bundle")));
    }
  }

  private Bundle read() throws SyntaxException {
    Optional<Manifest> manifest =
        require(BundleFolder.MANIFEST).flatMap(source -> parse(source, ManifestReader::read));
    Optional<Schema> schema =
        require(BundleFolder.SCHEMA).flatMap(source -> parse(source, SchemaParser::parse));
    Optional<PolicySet> policies = policies();
    Optional<Entities> entities = entities(schema.orElse(Schema.EMPTY));
    if (!mistakes.isEmpty()
        || manifest.isEmpty()
        || schema.isEmpty()
        || policies.isEmpty()
        || entities.isEmpty()) {
      int count = Math.min(mistakes.size(), Limits.DIAGNOSTICS_MAX);
      throw new SyntaxException(mistakes.subList(0, count));
    }
    return new Bundle(files.digest(), manifest.get(), policies.get(), schema.get(), entities.get());
  }

  /// Reads one text.
  @FunctionalInterface
  private interface TextReader<T> {
    T read(Source source) throws SyntaxException;
  }

  private <T> Optional<T> parse(Source source, TextReader<T> reader) {
    try {
      return Optional.of(reader.read(source));
    } catch (SyntaxException e) {
      mistakes.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  private Optional<Source> require(String name) {
    Optional<BundleFile> file = files.find(name);
    if (file.isEmpty()) {
      mistakes.add(mistake(folder.resolve(name), "no such file", "add it to the bundle"));
    }
    return file.flatMap(this::source);
  }

  private Optional<Source> source(BundleFile file) {
    try {
      return Optional.of(file.source(folder.resolve(file.path()).toString()));
    } catch (SyntaxException e) {
      mistakes.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  private List<Source> sources(String part) {
    return files.all().stream()
        .filter(file -> file.path().startsWith(part + "/"))
        .flatMap(file -> source(file).stream())
        .toList();
  }

  private Optional<PolicySet> policies() {
    List<Source> sources = sources(BundleFolder.POLICIES);
    if (sources.isEmpty()) {
      mistakes.add(
          mistake(
              folder.resolve(BundleFolder.POLICIES),
              "no policy files",
              "add at least one `*.cedar`; without a permit everything is denied"));
    }
    try {
      return Optional.of(PolicySetReader.read(sources, PolicyNaming.BY_ANNOTATION));
    } catch (SyntaxException e) {
      mistakes.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  private Optional<Entities> entities(Schema schema) {
    List<Entity> all = new ArrayList<>(schema.actionEntities());
    List<Source> sources = sources(BundleFolder.ENTITIES);
    for (Source source : sources) {
      parse(source, EntitiesJson::read).ifPresent(entities -> all.addAll(entities.all()));
    }
    try {
      return Optional.of(Entities.of(all));
    } catch (EntityException e) {
      mistakes.addAll(EntityPlaces.refuse(e, sources).diagnostics());
      return Optional.empty();
    }
  }

  private static Diagnostic mistake(Path path, String message, String help) {
    return new Diagnostic(CODE, new Source(path.toString(), ""), Span.NONE, message, help);
  }
}
