package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads settings from a YAML tree and collects every mistake; a key that nobody asked for is one.
final class YamlFields {
  static final String CODE = "bundle.manifest";

  private final Diagnostics diagnostics;

  YamlFields(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void add(Span span, String message, String help) {
    diagnostics.add(CODE, span, message, help);
  }

  /// The entries of a mapping; none where the node is something else.
  List<Yaml.Entry> entries(String what, Yaml yaml) {
    if (yaml instanceof Yaml.Mapping mapping) {
      return mapping.entries();
    }
    add(yaml.span(), what + " is " + yaml.kind(), "write a mapping");
    return List.of();
  }

  /// The entries of a mapping that may have only `known` keys.
  List<Yaml.Entry> entries(String what, Yaml yaml, List<String> known) {
    List<Yaml.Entry> entries = entries(what, yaml);
    for (Yaml.Entry entry : entries) {
      if (!known.contains(entry.key())) {
        String list = String.join(", ", known.stream().map(key -> "`" + key + "`").toList());
        add(entry.keySpan(), "unknown key `" + entry.key() + "` in " + what, "known are " + list);
      }
    }
    return entries;
  }

  static Optional<Yaml> find(List<Yaml.Entry> entries, String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .map(Yaml.Entry::value)
        .findFirst();
  }

  /// An entry that must be there; where `parent` is no mapping, that is mistake enough.
  Optional<Yaml> require(Yaml parent, List<Yaml.Entry> entries, String what, String key) {
    Optional<Yaml> value = find(entries, key);
    if (value.isEmpty() && parent instanceof Yaml.Mapping) {
      add(parent.span(), "missing `" + key + "` in " + what, "add it");
    }
    return value;
  }

  /// Text that is not empty.
  Optional<String> text(String what, Yaml yaml) {
    if (yaml instanceof Yaml.Scalar(String text, Span _) && !text.isBlank()) {
      return Optional.of(text);
    }
    String found = yaml instanceof Yaml.Scalar ? "empty" : yaml.kind();
    add(yaml.span(), what + " is " + found, "write text");
    return Optional.empty();
  }

  /// One of `choices`, as `name` writes it.
  <T> Optional<T> choice(String what, Yaml yaml, List<T> choices, Function<T, String> name) {
    Optional<String> text = text(what, yaml);
    Optional<T> chosen =
        choices.stream()
            .filter(choice -> text.isPresent() && text.get().equals(name.apply(choice)))
            .findFirst();
    if (text.isPresent() && chosen.isEmpty()) {
      add(
          yaml.span(),
          what + " is `" + text.get() + "`",
          "write " + Choices.text(choices.stream().map(name)));
    }
    return chosen;
  }

  /// The name of an entity type.
  Optional<Name> entityType(String what, Yaml yaml) {
    Optional<String> text = text("the type of " + what, yaml);
    if (text.isPresent() && !Name.isValid(text.get())) {
      add(yaml.span(), "`" + text.get() + "` is no entity type", "write it as `Type` or `A::Type`");
      return Optional.empty();
    }
    return text.map(Name::new);
  }

  /// One text or a list of them, distinct and at least one.
  List<String> texts(String what, Yaml yaml) {
    if (!(yaml instanceof Yaml.Sequence(List<Yaml> elements, Span span))) {
      return text(what, yaml).stream().toList();
    }
    if (elements.isEmpty()) {
      add(span, what + " is empty", "name at least one");
    }
    List<String> texts = new ArrayList<>();
    for (Yaml element : elements) {
      text(what, element).ifPresent(texts::add);
    }
    return texts.stream().distinct().toList();
  }
}
