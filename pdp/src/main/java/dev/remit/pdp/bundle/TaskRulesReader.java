package dev.remit.pdp.bundle;

import dev.remit.cedar.value.Name;
import dev.remit.pdp.task.Classification;
import dev.remit.pdp.task.MeterRule;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.pdp.task.TaskRules;
import dev.remit.pdp.task.TaskRules.StandingGrants;
import dev.remit.pdp.yaml.Times;
import dev.remit.pdp.yaml.Yaml;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads `tasks` of `remit.yaml`.
final class TaskRulesReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final YamlFields fields;

  TaskRulesReader(YamlFields fields) {
    this.fields = fields;
  }

  /// `agents` are those of the mapping, for a manifest that names no others.
  TaskRules rules(Yaml yaml, Name agents) {
    List<Yaml.Entry> entries =
        fields.entries(
            "`tasks`",
            yaml,
            List.of("agents", "labels", "meters", "purposes", "classification", "standing-grants"));
    SortedSet<String> labels = new TreeSet<>();
    YamlFields.find(entries, "labels").ifPresent(list -> readLabels(list, labels));
    return new TaskRules(
        YamlFields.find(entries, "agents").map(this::types).orElse(new TreeSet<>(List.of(agents))),
        labels,
        YamlFields.find(entries, "meters").map(this::meters).orElse(new TreeMap<>()),
        YamlFields.find(entries, "purposes").map(this::purposes).orElse(new TreeMap<>()),
        YamlFields.find(entries, "classification")
            .map(said -> classification(said, labels))
            .orElse(Classification.NONE),
        YamlFields.find(entries, "standing-grants")
            .flatMap(this::standingGrants)
            .orElse(StandingGrants.ALLOW));
  }

  private SortedSet<Name> types(Yaml yaml) {
    SortedSet<Name> types = new TreeSet<>();
    for (String text : fields.texts("`agents`", yaml)) {
      if (Name.isValid(text)) {
        types.add(new Name(text));
      } else {
        fields.add(yaml.span(), "`" + text + "` is no entity type", "write it as `Type`");
      }
    }
    return types;
  }

  private void readLabels(Yaml yaml, SortedSet<String> labels) {
    for (String label : fields.texts("`labels`", yaml)) {
      if (NAME.matcher(label).matches()) {
        labels.add(label);
      } else {
        fields.add(
            yaml.span(),
            "`" + label + "` is no name of a label",
            "write at most 64 of a-z, 0-9, `.`, `_` and `-`, a letter or digit first");
      }
    }
    requireAtMost(TaskLimits.LABELS_MAX, labels.size(), "labels", yaml);
  }

  private void requireAtMost(int max, int count, String what, Yaml yaml) {
    if (count > max) {
      fields.add(yaml.span(), "`" + what + "` has more than " + max, "drop some");
    }
  }

  private SortedMap<String, MeterRule> meters(Yaml yaml) {
    SortedMap<String, MeterRule> meters = new TreeMap<>();
    for (Yaml.Entry meter : fields.entries("`meters`", yaml)) {
      String what = "the meter `" + meter.key() + "`";
      if (!Name.isPlain(meter.key()) || meter.key().length() > TaskLimits.NAME_LENGTH_MAX) {
        fields.add(
            meter.keySpan(),
            "`" + meter.key() + "` is no name of a meter",
            "write an identifier, as policies name it after `context.task.meters.`");
      }
      List<Yaml.Entry> entries = fields.entries(what, meter.value(), List.of("unit", "window"));
      Optional<String> unit =
          fields
              .require(meter.value(), entries, what, "unit")
              .flatMap(text -> fields.text("the unit of " + what, text));
      long window =
          YamlFields.find(entries, "window")
              .flatMap(text -> span("the window of " + what, text, TaskLimits.WINDOW_MAX))
              .map(Duration::toMillis)
              .orElse(0L);
      meters.put(meter.key(), new MeterRule(unit.orElse(""), window));
    }
    requireAtMost(TaskLimits.METERS_MAX, meters.size(), "meters", yaml);
    return meters;
  }

  private Optional<Duration> span(String what, Yaml yaml, Duration max) {
    Optional<String> text = fields.text(what, yaml);
    Optional<Duration> span = text.flatMap(written -> Times.parse(written, ChronoUnit.SECONDS));
    if (text.isPresent() && (span.isEmpty() || span.get().compareTo(max) > 0)) {
      fields.add(
          yaml.span(),
          what + " is `" + text.get() + "`",
          "write a time of at most " + max.toDays() + "d, as `30s`, `10m`, `1h` or `7d`");
      return Optional.empty();
    }
    return span;
  }

  private SortedMap<String, Duration> purposes(Yaml yaml) {
    SortedMap<String, Duration> purposes = new TreeMap<>();
    for (Yaml.Entry purpose : fields.entries("`purposes`", yaml)) {
      if (!NAME.matcher(purpose.key()).matches()) {
        fields.add(
            purpose.keySpan(),
            "`" + purpose.key() + "` is no name of a purpose",
            "write at most 64 of a-z, 0-9, `.`, `_` and `-`, a letter or digit first");
      }
      String what = "the purpose `" + purpose.key() + "`";
      List<Yaml.Entry> entries = fields.entries(what, purpose.value(), List.of("longest"));
      purposes.put(
          purpose.key(),
          YamlFields.find(entries, "longest")
              .flatMap(text -> span("the longest time of " + what, text, TaskLimits.LIFE_MAX))
              .orElse(TaskLimits.LIFE_DEFAULT));
    }
    requireAtMost(TaskLimits.PURPOSES_MAX, purposes.size(), "purposes", yaml);
    return purposes;
  }

  private Classification classification(Yaml yaml, SortedSet<String> declared) {
    String what = "`classification`";
    List<Yaml.Entry> entries = fields.entries(what, yaml, List.of("attribute", "labels"));
    Optional<String> attribute =
        fields
            .require(yaml, entries, what, "attribute")
            .flatMap(text -> fields.text("the attribute of " + what, text));
    SortedMap<String, SortedSet<String>> labels = new TreeMap<>();
    Optional<Yaml> said = fields.require(yaml, entries, what, "labels");
    if (said.isPresent()) {
      for (Yaml.Entry value : fields.entries("the labels of " + what, said.get())) {
        labels.put(value.key(), known(value, declared));
      }
    }
    return attribute.isEmpty() ? Classification.NONE : new Classification(attribute.get(), labels);
  }

  /// An empty list is a class that leaves no label.
  private SortedSet<String> known(Yaml.Entry value, SortedSet<String> declared) {
    List<String> named =
        value.value() instanceof Yaml.Sequence(var elements, var _) && elements.isEmpty()
            ? new ArrayList<>()
            : fields.texts("`" + value.key() + "`", value.value());
    for (String label : named) {
      if (!declared.contains(label)) {
        fields.add(
            value.value().span(), "`" + label + "` is no label of `tasks`", "declare it there");
      }
    }
    return new TreeSet<>(named);
  }

  private Optional<StandingGrants> standingGrants(Yaml yaml) {
    return fields.choice(
        "`standing-grants`", yaml, List.of(StandingGrants.values()), StandingGrants::text);
  }
}
