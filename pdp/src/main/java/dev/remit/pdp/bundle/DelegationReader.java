package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.delegation.AgentRule;
import dev.remit.pdp.delegation.AgentRule.ActsFor;
import dev.remit.pdp.delegation.AgentRule.Authority;
import dev.remit.pdp.delegation.Delegation;
import dev.remit.pdp.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads `delegation` of `remit.yaml`, and holds the types that it names against the schema.
final class DelegationReader {
  private static final String ACTS_FOR = "acts-for";
  private static final String AUTHORITY = "authority";

  private final YamlFields fields;
  private final List<Written> types = new ArrayList<>();

  /// A type where the manifest names it.
  private record Written(Name type, Span span) {}

  DelegationReader(YamlFields fields) {
    this.fields = fields;
  }

  /// What is said of it; `agents` is the type of agents that the mapping says.
  Delegation read(Yaml yaml, Name agents) {
    List<Yaml.Entry> entries =
        fields.entries(
            "`delegation`", yaml, List.of("users", "actors", "named", "depth", "agents"));
    return new Delegation(
        type(entries, "users").orElse(Delegation.USER),
        type(entries, "actors").orElse(agents),
        YamlFields.find(entries, "named").map(this::named).orElse(Set.of()),
        YamlFields.find(entries, "depth").flatMap(this::depth).orElse(Delegation.DEPTH_DEFAULT),
        YamlFields.find(entries, "agents").map(this::rules).orElse(new TreeMap<>()));
  }

  private Optional<Name> type(List<Yaml.Entry> entries, String key) {
    Optional<Yaml> yaml = YamlFields.find(entries, key);
    Optional<Name> type = yaml.flatMap(value -> fields.entityType("`" + key + "`", value));
    type.ifPresent(name -> types.add(new Written(name, yaml.orElseThrow().span())));
    return type;
  }

  private Set<Name> named(Yaml yaml) {
    Set<Name> named = new TreeSet<>();
    for (String text : fields.texts("`named`", yaml)) {
      if (Name.isValid(text)) {
        named.add(new Name(text));
        types.add(new Written(new Name(text), yaml.span()));
      } else {
        fields.add(
            yaml.span(), "`" + text + "` is no entity type", "write it as `Type` or `A::Type`");
      }
    }
    return named;
  }

  private Optional<Integer> depth(Yaml yaml) {
    Optional<String> text = fields.text("`depth`", yaml);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      int depth = Integer.parseInt(text.get());
      if (depth >= 1 && depth <= Delegation.DEPTH_MAX) {
        return Optional.of(depth);
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    fields.add(
        yaml.span(),
        "`depth` is `" + text.get() + "`",
        "write a whole number from 1 to " + Delegation.DEPTH_MAX);
    return Optional.empty();
  }

  private SortedMap<Name, AgentRule> rules(Yaml yaml) {
    SortedMap<Name, AgentRule> rules = new TreeMap<>();
    for (Yaml.Entry agent : fields.entries("`agents`", yaml)) {
      if (Name.isValid(agent.key())) {
        Name type = new Name(agent.key());
        types.add(new Written(type, agent.keySpan()));
        rules.put(type, rule(agent));
      } else {
        fields.add(
            agent.keySpan(),
            "`" + agent.key() + "` is no entity type",
            "write it as `Type` or `A::Type`");
      }
    }
    return rules;
  }

  private AgentRule rule(Yaml.Entry agent) {
    String what = "`" + agent.key() + "`";
    List<Yaml.Entry> entries = fields.entries(what, agent.value(), List.of(ACTS_FOR, AUTHORITY));
    ActsFor actsFor =
        fields
            .require(agent.value(), entries, what, ACTS_FOR)
            .flatMap(yaml -> actsFor(what, yaml))
            .orElse(AgentRule.DEFAULT.actsFor());
    Optional<Yaml> authority = YamlFields.find(entries, AUTHORITY);
    if (authority.isPresent() && actsFor == ActsFor.NEVER) {
      fields.add(
          authority.get().span(),
          "`" + AUTHORITY + "` of " + what + ", which acts for nobody",
          "remove it");
    }
    return new AgentRule(
        actsFor,
        authority.flatMap(yaml -> authority(what, yaml)).orElse(AgentRule.DEFAULT.authority()));
  }

  private Optional<ActsFor> actsFor(String what, Yaml yaml) {
    return fields.choice(
        "`" + ACTS_FOR + "` of " + what, yaml, List.of(ActsFor.values()), ActsFor::text);
  }

  private Optional<Authority> authority(String what, Yaml yaml) {
    return fields.choice(
        "`" + AUTHORITY + "` of " + what, yaml, List.of(Authority.values()), Authority::text);
  }

  /// Adds every type that the schema does not declare.
  void check(Schema schema, Diagnostics mistakes) {
    for (Written one : types) {
      if (schema.findEntityType(one.type()) == null) {
        mistakes.add(
            YamlFields.CODE,
            one.span(),
            "the schema has no entity type `" + one.type() + "`",
            "declare it, or name another");
      }
    }
  }
}
