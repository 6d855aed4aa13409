package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.mapping.ArgumentRule;
import dev.remit.pdp.mapping.MappingLimits;
import dev.remit.pdp.mapping.ResourcePart;
import dev.remit.pdp.mapping.ResourceRule;
import dev.remit.pdp.mapping.ToolRule;
import dev.remit.pdp.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `mapping.tools` of `remit.yaml`.
final class ToolRuleReader {
  private final YamlFields fields;

  ToolRuleReader(YamlFields fields) {
    this.fields = fields;
  }

  Map<String, ToolRule> rules(Yaml yaml) {
    List<Yaml.Entry> entries = fields.entries("`tools`", yaml);
    if (entries.size() > MappingLimits.TOOLS_MAX) {
      fields.add(
          yaml.span(), "more than " + MappingLimits.TOOLS_MAX + " tools", "split the bundle");
    }
    Map<String, ToolRule> rules = new LinkedHashMap<>();
    for (Yaml.Entry entry : entries) {
      rule(entry).ifPresent(rule -> rules.put(entry.key(), rule));
    }
    return rules;
  }

  private Optional<ToolRule> rule(Yaml.Entry tool) {
    String what = "tool `" + tool.key() + "`";
    Yaml yaml = tool.value();
    List<Yaml.Entry> entries = fields.entries(what, yaml, List.of("resource", "arguments"));
    Map<String, ArgumentRule> arguments =
        YamlFields.find(entries, "arguments").map(rules -> arguments(what, rules)).orElse(Map.of());
    return fields
        .require(yaml, entries, what, "resource")
        .flatMap(resource -> resource(what, resource))
        .map(resource -> new ToolRule(resource, arguments));
  }

  private Optional<ResourceRule> resource(String tool, Yaml yaml) {
    String what = "`resource` of " + tool;
    List<Yaml.Entry> entries =
        fields.entries(what, yaml, List.of("type", "id", "arguments", "part"));
    if (!(yaml instanceof Yaml.Mapping)) {
      return Optional.empty();
    }
    Optional<Name> type =
        fields.require(yaml, entries, what, "type").flatMap(node -> fields.entityType(what, node));
    Optional<Yaml> id = YamlFields.find(entries, "id");
    Optional<Yaml> arguments = YamlFields.find(entries, "arguments");
    Optional<Yaml> part = YamlFields.find(entries, "part");
    if ((id.isEmpty() && arguments.isEmpty()) || (arguments.isEmpty() && part.isPresent())) {
      fields.add(
          yaml.span(),
          what + " names no resource",
          "give `arguments`, perhaps with `part`, or `id`, or both for an `id` where none is given");
      return Optional.empty();
    }
    Optional<String> text = id.flatMap(node -> fields.text("`id` in " + what, node));
    return arguments.isEmpty()
        ? type.flatMap(name -> text.map(value -> fixed(name, value)))
        : arguments.flatMap(names -> named(what, type, names, part, text));
  }

  private static ResourceRule fixed(Name type, String id) {
    return new ResourceRule.Fixed(new EntityUid(type, id));
  }

  private Optional<ResourceRule> named(
      String what,
      Optional<Name> type,
      Yaml arguments,
      Optional<Yaml> part,
      Optional<String> otherwise) {
    List<String> names = fields.texts("`arguments` in " + what, arguments);
    Optional<ResourcePart> found =
        part.isEmpty() ? Optional.of(ResourcePart.WHOLE) : part.flatMap(node -> part(what, node));
    if (type.isEmpty() || names.isEmpty() || found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ResourceRule.Named(type.get(), names, found.get(), otherwise.orElse(null)));
  }

  private Optional<ResourcePart> part(String what, Yaml yaml) {
    Optional<String> text = fields.text("`part` in " + what, yaml);
    Optional<ResourcePart> part = text.flatMap(ResourcePart::find);
    if (text.isPresent() && part.isEmpty()) {
      fields.add(
          yaml.span(),
          "unknown part `" + text.get() + "` in " + what,
          "known are `whole`, `mail-domain`, `url-host`");
    }
    return part;
  }

  private Map<String, ArgumentRule> arguments(String tool, Yaml yaml) {
    Map<String, ArgumentRule> rules = new LinkedHashMap<>();
    for (Yaml.Entry entry : fields.entries("`arguments` of " + tool, yaml)) {
      argument(entry).ifPresent(rule -> rules.put(entry.key(), rule));
    }
    return rules;
  }

  private Optional<ArgumentRule> argument(Yaml.Entry argument) {
    String what = "argument `" + argument.key() + "`";
    Yaml yaml = argument.value();
    List<Yaml.Entry> entries = fields.entries(what, yaml, List.of("as", "digits"));
    Optional<Yaml> digits = YamlFields.find(entries, "digits");
    Optional<Yaml> node = fields.require(yaml, entries, what, "as");
    Optional<String> as = node.flatMap(found -> fields.text("`as` of " + what, found));
    if (as.isPresent() && !as.get().equals("minor-units") && digits.isPresent()) {
      fields.add(
          digits.get().span(),
          "`digits` of " + what + " has no use",
          "remove it, or write `as: minor-units`");
    }
    return as.flatMap(kind -> argument(what, node.orElse(yaml), kind, digits));
  }

  /// `as` is where `kind` stands.
  private Optional<ArgumentRule> argument(
      String what, Yaml as, String kind, Optional<Yaml> digits) {
    return switch (kind) {
      case "minor-units" -> digits(what, as, digits).map(ArgumentRule.MinorUnits::new);
      case "decimal" -> Optional.of(new ArgumentRule.AsDecimal());
      case "set" -> Optional.of(new ArgumentRule.AsSet());
      default -> {
        fields.add(
            as.span(),
            "unknown `as` of " + what + ": `" + kind + "`",
            "known are `minor-units`, `decimal`, `set`");
        yield Optional.empty();
      }
    };
  }

  private Optional<Integer> digits(String what, Yaml as, Optional<Yaml> digits) {
    if (digits.isPresent()
        && digits.get() instanceof Yaml.Scalar(String text, Span _)
        && text.matches("[0-9]")
        && Integer.parseInt(text) <= MappingLimits.MINOR_DIGITS_MAX) {
      return Optional.of(Integer.valueOf(text));
    }
    fields.add(
        digits.orElse(as).span(),
        "`digits` of "
            + what
            + (digits.isEmpty() ? " is missing" : " is no number of fraction digits"),
        "write 0 to " + MappingLimits.MINOR_DIGITS_MAX);
    return Optional.empty();
  }
}
