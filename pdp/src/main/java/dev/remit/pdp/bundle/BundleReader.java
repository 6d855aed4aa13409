package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.EntityPlaces;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.task.TaskRules;
import dev.remit.pdp.tool.Tool;
import dev.remit.pdp.tool.ToolClassifier;
import dev.remit.pdp.tool.ToolManifest;
import dev.remit.pdp.tool.ToolReader;
import dev.remit.pdp.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a bundle from a folder or from its files, whole or not at all: if anything is wrong with
/// it, everything that is wrong is reported, of all its files. Parts are kept to what they own
/// here, and so wherever a bundle is loaded.
///
/// Whether its policies are valid by its schema is not asked here.
public final class BundleReader {
  private static final String CODE = "bundle.incomplete";

  private final Path folder;
  private final BundleFiles files;
  private final List<Diagnostic> mistakes = new ArrayList<>();
  private Parts parts = Parts.NONE;

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
    Optional<Source> said = require(BundleFolder.MANIFEST);
    Optional<ManifestReader.Placed> manifest =
        said.flatMap(source -> parse(source, ManifestReader::readPlaced));
    Optional<Schema> schema =
        require(BundleFolder.SCHEMA).flatMap(source -> parse(source, SchemaParser::parse));
    parts = manifest.map(placed -> placed.manifest().parts()).orElse(Parts.NONE);
    checkFolders();
    PartRules rules = new PartRules(parts, schema.orElse(Schema.EMPTY));
    TaskRules tasks = manifest.map(placed -> placed.manifest().tasks()).orElse(TaskRules.NONE);
    EffectReader effects = new EffectReader(tasks);
    StandingGrantCheck standing = new StandingGrantCheck(tasks);
    Optional<PolicySet> policies =
        policies((source, part, id, policy) -> {
          if (part == null) {
            rules.checkCentral(source, id, policy);
          } else {
            rules.check(part, source, id, policy);
          }
          if (manifest.isPresent()) {
            effects.read(source, id, policy);
            standing.check(source, id, policy);
          }
        });
    Tools tools = tools(schema.orElse(Schema.EMPTY));
    Optional<Entities> entities = entities(schema.orElse(Schema.EMPTY), rules, tools);
    mistakes.addAll(rules.mistakes());
    mistakes.addAll(effects.mistakes());
    mistakes.addAll(standing.mistakes());
    if (manifest.isPresent() && schema.isPresent() && entities.isPresent()) {
      Diagnostics unfit = new Diagnostics(said.orElseThrow(), Limits.DIAGNOSTICS_MAX);
      manifest.get().freshness().check(schema.get(), entities.get(), unfit);
      manifest.get().delegation().check(schema.get(), unfit);
      mistakes.addAll(unfit.found());
    }
    if (!mistakes.isEmpty()
        || manifest.isEmpty()
        || schema.isEmpty()
        || policies.isEmpty()
        || entities.isEmpty()) {
      int count = Math.min(mistakes.size(), Limits.DIAGNOSTICS_MAX);
      throw new SyntaxException(mistakes.subList(0, count));
    }
    return new Bundle(
        files.digest(),
        manifest.get().manifest(),
        policies.get(),
        schema.get(),
        entities.get(),
        effects.effects(),
        tools);
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

  private void checkFolders() {
    for (BundleFile file : files.all()) {
      if (parts.isStray(file.path())) {
        mistakes.add(
            mistake(
                folder.resolve(file.path()),
                "its folder is no part's",
                "name the part in `parts`, or move it to the folder `central` beside"));
      }
    }
  }

  /// A text of a bundle, and the part that it is of, if it is not central.
  private record Text(Source source, Optional<Part> part) {}

  /// Central ones first, so that no part moves the positions that policies may be named by.
  private List<Text> texts(String folder) {
    List<Text> central = new ArrayList<>();
    List<Text> ofParts = new ArrayList<>();
    for (BundleFile file : files.all()) {
      if (file.path().startsWith(folder + "/")) {
        Optional<Part> part = parts.of(file.path());
        List<Text> texts = part.isEmpty() ? central : ofParts;
        source(file).ifPresent(source -> texts.add(new Text(source, part)));
      }
    }
    central.addAll(ofParts);
    return central;
  }

  /// Is told of each policy and template; `part` is null for those of central files.
  @FunctionalInterface
  private interface PolicyCheck {
    void check(Source source, @Nullable Part part, PolicyId id, Policy policy);
  }

  private Optional<PolicySet> policies(PolicyCheck check) {
    List<Text> texts = texts(BundleFolder.POLICIES);
    if (texts.isEmpty()) {
      mistakes.add(
          mistake(
              folder.resolve(BundleFolder.POLICIES),
              "no policy files",
              "add at least one `*.cedar`; without a permit everything is denied"));
    }
    IdentityHashMap<Source, Part> owners = new IdentityHashMap<>();
    texts.forEach(text -> text.part().ifPresent(part -> owners.put(text.source(), part)));
    try {
      return Optional.of(
          PolicySetReader.read(
              texts.stream().map(Text::source).toList(),
              PolicyNaming.BY_ANNOTATION,
              (source, id, policy) -> check.check(source, owners.get(source), id, policy)));
    } catch (SyntaxException e) {
      mistakes.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  /// What servers say of their tools, of files that no part has.
  private Tools tools(Schema schema) {
    Map<String, Tool> tools = new TreeMap<>();
    for (Text text : texts(BundleFolder.TOOLS)) {
      for (ToolManifest manifest : parse(text.source(), ToolReader::read).orElse(List.of())) {
        if (tools.put(manifest.name(), ToolClassifier.classify(manifest)) != null) {
          mistakes.add(
              mistake(
                  Path.of(text.source().name()),
                  "tool `" + manifest.name() + "` is in another file too",
                  "remove one of them"));
        }
      }
    }
    if (!tools.isEmpty() && schema.findEntityType(Tool.TYPE) == null) {
      mistakes.add(
          mistake(
              folder.resolve(BundleFolder.SCHEMA),
              "no entity type `Tool`, and the bundle has tools",
              "declare `entity Tool { effects: Set<String>, primary: String, byId: Bool };`"));
    }
    return Tools.of(tools.values());
  }

  /// A tool that the files of entities have is what they say, whatever its server says.
  private Optional<Entities> entities(Schema schema, PartRules rules, Tools tools) {
    List<Entity> all = new ArrayList<>(schema.actionEntities());
    List<Text> texts = texts(BundleFolder.ENTITIES);
    for (Text text : texts) {
      Optional<Collection<Entity>> read =
          parse(text.source(), EntitiesJson::read).map(Entities::all);
      read.ifPresent(all::addAll);
      text.part()
          .ifPresent(
              part -> read.ifPresent(entities -> rules.check(part, text.source(), entities)));
    }
    Set<EntityUid> said = new HashSet<>();
    all.forEach(entity -> said.add(entity.uid()));
    tools.all().stream()
        .filter(tool -> !said.contains(tool.uid()))
        .map(Tool::toEntity)
        .forEach(all::add);
    try {
      return Optional.of(Entities.of(all));
    } catch (EntityException e) {
      List<Source> sources = texts.stream().map(Text::source).toList();
      mistakes.addAll(EntityPlaces.refuse(e, sources).diagnostics());
      return Optional.empty();
    }
  }

  private static Diagnostic mistake(Path path, String message, String help) {
    return new Diagnostic(CODE, new Source(path.toString(), ""), Span.NONE, message, help);
  }
}
