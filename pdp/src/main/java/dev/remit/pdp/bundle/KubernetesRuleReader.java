package dev.remit.pdp.bundle;

import dev.remit.cedar.value.Name;
import dev.remit.pdp.mapping.KubernetesRules;
import dev.remit.pdp.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `mapping.kubernetes` of `remit.yaml`; `{}` takes every default.
final class KubernetesRuleReader {
  private final YamlFields fields;

  KubernetesRuleReader(YamlFields fields) {
    this.fields = fields;
  }

  KubernetesRules rules(Yaml yaml) {
    List<Yaml.Entry> entries =
        fields.entries(
            "`kubernetes`",
            yaml,
            List.of(
                "users",
                "service-accounts",
                "nodes",
                "resource",
                "resources",
                "path",
                "no-permit"));
    return new KubernetesRules(
        new KubernetesRules.Principals(
            type(entries, "users", "User"),
            type(entries, "service-accounts", "ServiceAccount"),
            type(entries, "nodes", "Node")),
        type(entries, "resource", "KubernetesObject"),
        resources(entries),
        type(entries, "path", "KubernetesPath"),
        YamlFields.find(entries, "no-permit")
            .flatMap(this::noPermit)
            .orElse(KubernetesRules.NoPermit.NO_OPINION));
  }

  private Name type(List<Yaml.Entry> entries, String key, String otherwise) {
    return YamlFields.find(entries, key)
        .flatMap(yaml -> fields.entityType("`" + key + "`", yaml))
        .orElse(new Name(otherwise));
  }

  private Map<String, Name> resources(List<Yaml.Entry> entries) {
    Map<String, Name> types = new LinkedHashMap<>();
    Optional<Yaml> resources = YamlFields.find(entries, "resources");
    if (resources.isPresent()) {
      for (Yaml.Entry entry : fields.entries("`resources`", resources.get())) {
        fields
            .entityType("`" + entry.key() + "`", entry.value())
            .ifPresent(type -> types.put(entry.key(), type));
      }
    }
    return types;
  }

  private Optional<KubernetesRules.NoPermit> noPermit(Yaml yaml) {
    Optional<String> text = fields.text("`no-permit`", yaml);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "no-opinion" -> Optional.of(KubernetesRules.NoPermit.NO_OPINION);
      case "denied" -> Optional.of(KubernetesRules.NoPermit.DENIED);
      default -> {
        fields.add(
            yaml.span(),
            "unknown `no-permit`: `" + text.get() + "`",
            "known are `no-opinion`, `denied`");
        yield Optional.empty();
      }
    };
  }
}
