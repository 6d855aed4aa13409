package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.delegation.Delegation;
import dev.remit.pdp.flow.Selection;
import dev.remit.pdp.mapping.HttpRules;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.task.TaskRules;
import dev.remit.pdp.yaml.Yaml;
import dev.remit.pdp.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `remit.yaml`. Every mistake is reported; an unknown key is one.
public final class ManifestReader {
  private static final Name AGENT = new Name("Agent");

  private final YamlFields fields;
  private final FreshnessReader freshness;
  private final DelegationReader delegation;

  private ManifestReader(YamlFields fields) {
    this.fields = fields;
    this.freshness = new FreshnessReader(fields);
    this.delegation = new DelegationReader(fields);
  }

  /// A manifest, and where in it the rules stand that the rest of the bundle must fit.
  record Placed(Manifest manifest, FreshnessReader freshness, DelegationReader delegation) {}

  public static Manifest read(Source source) throws SyntaxException {
    return readPlaced(source).manifest();
  }

  static Placed readPlaced(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    ManifestReader reader = new ManifestReader(new YamlFields(diagnostics));
    Manifest manifest = reader.manifest(YamlReader.read(diagnostics));
    diagnostics.refuseIfAny();
    return new Placed(manifest, reader.freshness, reader.delegation);
  }

  /// Mistakes are in the diagnostics; what is returned beside them is not used.
  private Manifest manifest(Yaml root) {
    List<Yaml.Entry> entries =
        fields.entries(
            "the bundle",
            root,
            List.of(
                "name",
                "owner",
                "parts",
                "mapping",
                "sensitive",
                "freshness",
                "delegation",
                "tasks",
                "flow",
                "resources"));
    String name = requireText(root, entries, "name");
    String owner = requireText(root, entries, "owner");
    Parts parts =
        YamlFields.find(entries, "parts").map(new PartsReader(fields)::parts).orElse(Parts.NONE);
    Mapping mapping =
        YamlFields.find(entries, "mapping").map(this::mapping).orElse(new Mapping(AGENT, Map.of()));
    SensitiveReader sensitive = new SensitiveReader(fields, mapping);
    YamlFields.find(entries, "sensitive").ifPresent(sensitive::read);
    YamlFields.find(entries, "freshness").ifPresent(freshness::read);
    Selection selection =
        YamlFields.find(entries, "flow").flatMap(this::selection).orElse(Selection.TEXT);
    return new Manifest(
        name,
        owner,
        parts,
        mapping,
        sensitive.masking(),
        sensitive.encrypted(),
        freshness.freshness(),
        YamlFields.find(entries, "delegation")
            .map(yaml -> delegation.read(yaml, mapping.agentType()))
            .orElse(Delegation.of(mapping.agentType())),
        YamlFields.find(entries, "tasks")
            .map(yaml -> new TaskRulesReader(fields).rules(yaml, mapping.agentType()))
            .orElse(TaskRules.NONE),
        selection,
        YamlFields.find(entries, "resources")
            .map(this::resources)
            .orElse(ResourceAttributes.STANDARD));
  }

  private Optional<Selection> selection(Yaml yaml) {
    List<Yaml.Entry> entries = fields.entries("`flow`", yaml, List.of("select"));
    Optional<Yaml> node = fields.require(yaml, entries, "`flow`", "select");
    Optional<String> text = node.flatMap(found -> fields.text("`select`", found));
    Optional<Selection> selection = text.flatMap(Selection::find);
    if (text.isPresent() && selection.isEmpty()) {
      fields.add(
          node.orElse(yaml).span(),
          "unknown `select` of `flow`: `" + text.get() + "`",
          "known are `text`, `structure`");
    }
    return selection;
  }

  private ResourceAttributes resources(Yaml yaml) {
    List<Yaml.Entry> entries =
        fields.entries("`resources`", yaml, List.of("owner", "classification"));
    return new ResourceAttributes(
        attribute(entries, "owner", ResourceAttributes.STANDARD.owner()),
        attribute(entries, "classification", ResourceAttributes.STANDARD.classification()));
  }

  private String attribute(List<Yaml.Entry> entries, String key, String otherwise) {
    return YamlFields.find(entries, key)
        .flatMap(yaml -> fields.text("`" + key + "`", yaml))
        .orElse(otherwise);
  }

  private String requireText(Yaml root, List<Yaml.Entry> entries, String key) {
    return fields
        .require(root, entries, "the bundle", key)
        .flatMap(yaml -> fields.text("`" + key + "`", yaml))
        .orElse("");
  }

  private Mapping mapping(Yaml yaml) {
    List<Yaml.Entry> entries =
        fields.entries("`mapping`", yaml, List.of("agents", "tools", "http", "kubernetes"));
    Optional<Name> agents =
        YamlFields.find(entries, "agents").flatMap(type -> fields.entityType("`agents`", type));
    return new Mapping(
        agents.orElse(AGENT),
        YamlFields.find(entries, "tools").map(new ToolRuleReader(fields)::rules).orElse(Map.of()),
        YamlFields.find(entries, "http")
            .map(new HttpRuleReader(fields)::rules)
            .orElse(HttpRules.NONE),
        YamlFields.find(entries, "kubernetes")
            .map(new KubernetesRuleReader(fields)::rules)
            .orElse(null));
  }
}
