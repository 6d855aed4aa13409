package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.schema.EntityType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaType;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.freshness.Freshness;
import dev.remit.pdp.freshness.FreshnessRule;
import dev.remit.pdp.freshness.FreshnessRule.WhenStale;
import dev.remit.pdp.yaml.Times;
import dev.remit.pdp.yaml.Yaml;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `freshness` of `remit.yaml`, and holds it against schema and entities of the bundle.
final class FreshnessReader {
  private static final String MAX_AGE = "max-age";
  private static final String WHEN_STALE = "when-stale";

  private final YamlFields fields;
  private final List<Declared> declared = new ArrayList<>();

  private record Declared(
      Name type, Span typeSpan, String attribute, Span span, FreshnessRule rule) {}

  FreshnessReader(YamlFields fields) {
    this.fields = fields;
  }

  /// What was read.
  Freshness freshness() {
    SortedMap<Name, SortedMap<String, FreshnessRule>> types = new TreeMap<>();
    for (Declared one : declared) {
      types.computeIfAbsent(one.type(), _ -> new TreeMap<>()).put(one.attribute(), one.rule());
    }
    return new Freshness(types);
  }

  void read(Yaml yaml) {
    for (Yaml.Entry type : fields.entries("`freshness`", yaml)) {
      if (!Name.isValid(type.key())) {
        fields.add(
            type.keySpan(),
            "`" + type.key() + "` is no entity type",
            "write it as `Type` or `A::Type`");
        continue;
      }
      List<Yaml.Entry> attributes = fields.entries("`" + type.key() + "`", type.value());
      if (attributes.isEmpty() && type.value() instanceof Yaml.Mapping) {
        fields.add(
            type.keySpan(), "`" + type.key() + "` has no attribute", "name one, or remove it");
      }
      attributes.forEach(attribute -> readRule(type, attribute));
    }
    if (declared.size() > Freshness.RULES_MAX) {
      fields.add(
          yaml.span(), "`freshness` has more than " + Freshness.RULES_MAX + " rules", "drop some");
    }
  }

  private void readRule(Yaml.Entry type, Yaml.Entry attribute) {
    String what = "`" + type.key() + "." + attribute.key() + "`";
    Optional<Duration> maxAge;
    Optional<WhenStale> whenStale = Optional.of(WhenStale.DENY);
    if (attribute.value() instanceof Yaml.Mapping rule) {
      List<Yaml.Entry> entries = fields.entries(what, rule, List.of(MAX_AGE, WHEN_STALE));
      maxAge = fields.require(rule, entries, what, MAX_AGE).flatMap(age -> age(what, age));
      Optional<Yaml> chosen = YamlFields.find(entries, WHEN_STALE);
      if (chosen.isPresent()) {
        whenStale =
            fields.choice(
                "`" + WHEN_STALE + "` of " + what,
                chosen.get(),
                List.of(WhenStale.values()),
                WhenStale::text);
      }
    } else {
      maxAge = age(what, attribute.value());
    }
    if (maxAge.isPresent() && whenStale.isPresent()) {
      declared.add(
          new Declared(
              new Name(type.key()),
              type.keySpan(),
              attribute.key(),
              attribute.keySpan(),
              new FreshnessRule(maxAge.get(), whenStale.get())));
    }
  }

  private Optional<Duration> age(String what, Yaml yaml) {
    Optional<String> text = fields.text("the maximum age of " + what, yaml);
    Optional<Duration> age = text.flatMap(written -> Times.parse(written, ChronoUnit.MILLIS));
    if (text.isPresent() && age.isEmpty()) {
      fields.add(
          yaml.span(),
          "the maximum age of " + what + " is `" + text.get() + "`",
          "write a time, as `30s`, `10m`, `1h` or `7d`");
    }
    return age;
  }

  /// Adds every rule that the rest of the bundle does not fit.
  void check(Schema schema, Entities entities, Diagnostics mistakes) {
    for (Declared one : declared) {
      EntityType type = schema.findEntityType(one.type());
      if (type == null) {
        mistakes.add(
            YamlFields.CODE,
            one.typeSpan(),
            "the schema has no entity type `" + one.type() + "`",
            "declare it, or remove its maximum ages");
        continue;
      }
      SchemaType.Attribute attribute = type.shape().attributes().get(one.attribute());
      if (attribute == null) {
        mistakes.add(
            YamlFields.CODE,
            one.span(),
            "`" + one.type() + "` has no attribute `" + one.attribute() + "` in the schema",
            "declare it, or remove its maximum age");
      } else if (attribute.required() && one.rule().whenStale() == WhenStale.ABSENT) {
        mistakes.add(
            YamlFields.CODE,
            one.span(),
            "`"
                + one.type()
                + "."
                + one.attribute()
                + "` is required by the schema, and would be absent when it is stale",
            "declare it as `" + one.attribute() + "?`, or choose `" + WHEN_STALE + ": deny`");
      }
      ownEntity(one, entities)
          .ifPresent(own ->
              mistakes.add(
                  YamlFields.CODE,
                  one.span(),
                  "`"
                      + own
                      + "` of the bundle has `"
                      + one.attribute()
                      + "`, and what a bundle holds has no age",
                  "put the entity into the service, or remove the maximum age"));
    }
  }

  /// The first that has the attribute.
  private static Optional<EntityUid> ownEntity(Declared rule, Entities entities) {
    return entities.all().stream()
        .filter(entity ->
            entity.uid().type().equals(rule.type()) && entity.attributes().has(rule.attribute()))
        .map(Entity::uid)
        .sorted()
        .findFirst();
  }
}
