package dev.remit.pdp.bundle;

import dev.remit.pdp.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `parts` of `remit.yaml`.
final class PartsReader {
  private static final String OWNER = "owner";
  private static final String OWNS = "owns";

  private final YamlFields fields;
  private final List<Claimed> claimed = new ArrayList<>();

  PartsReader(YamlFields fields) {
    this.fields = fields;
  }

  /// Types, and the name of the part that said first that it owns them.
  private record Claimed(OwnedTypes types, String part) {}

  /// After a mistake, parts may be missing.
  Parts parts(Yaml yaml) {
    List<Yaml.Entry> entries = fields.entries("`parts`", yaml);
    if (entries.isEmpty() && yaml instanceof Yaml.Mapping) {
      fields.add(yaml.span(), "`parts` is empty", "name at least one, or leave it out");
    }
    if (entries.size() > Parts.PARTS_MAX) {
      fields.add(yaml.span(), "more than " + Parts.PARTS_MAX + " parts", "join some");
      return Parts.NONE;
    }
    List<Part> parts = new ArrayList<>();
    for (Yaml.Entry entry : entries) {
      part(entry).ifPresent(parts::add);
    }
    return new Parts(parts);
  }

  private Optional<Part> part(Yaml.Entry entry) {
    String name = entry.key();
    String what = "part `" + name + "`";
    if (name.equals(Part.CENTRAL)) {
      fields.add(
          entry.keySpan(), "`central` is what belongs to no part", "choose another name for it");
    } else if (!Part.isName(name)) {
      fields.add(
          entry.keySpan(),
          "`" + name + "` is no name of a part",
          "write lower-case letters, digits and `-`, at most 63, a letter first");
    }
    List<Yaml.Entry> entries = fields.entries(what, entry.value(), List.of(OWNER, OWNS));
    Optional<String> owner =
        fields
            .require(entry.value(), entries, what, OWNER)
            .flatMap(yaml -> fields.text("`owner` of " + what, yaml));
    List<OwnedTypes> owns =
        fields
            .require(entry.value(), entries, what, OWNS)
            .map(yaml -> owns(name, yaml))
            .orElse(List.of());
    return Part.isName(name) && owner.isPresent() && !owns.isEmpty()
        ? Optional.of(new Part(name, owner.get(), owns))
        : Optional.empty();
  }

  private List<OwnedTypes> owns(String part, Yaml yaml) {
    String what = "`owns` of part `" + part + "`";
    List<Yaml> elements =
        yaml instanceof Yaml.Sequence sequence ? sequence.elements() : List.of(yaml);
    if (elements.isEmpty()) {
      fields.add(yaml.span(), what + " is empty", "name at least one type or namespace");
    }
    if (elements.size() > Parts.OWNS_MAX) {
      fields.add(
          yaml.span(),
          what + " has more than " + Parts.OWNS_MAX + " elements",
          "own a namespace, as `Payments::*`");
      return List.of();
    }
    List<OwnedTypes> owns = new ArrayList<>();
    for (Yaml element : elements) {
      fields
          .text(what, element)
          .flatMap(text -> types(text, element))
          .filter(types -> claim(types, part, element))
          .ifPresent(owns::add);
    }
    return owns;
  }

  private Optional<OwnedTypes> types(String text, Yaml element) {
    Optional<OwnedTypes> types = OwnedTypes.parse(text);
    if (types.isEmpty()) {
      fields.add(
          element.span(),
          "`" + text + "` is neither an entity type nor a namespace",
          "write `Invoice` or `Payments::*`; actions are the schema's");
    }
    return types;
  }

  /// Whether nobody owns any of these types yet.
  private boolean claim(OwnedTypes types, String part, Yaml element) {
    Optional<Claimed> former =
        claimed.stream().filter(each -> each.types().overlaps(types)).findFirst();
    if (former.isPresent()) {
      fields.add(
          element.span(),
          "`%s` of part `%s` is owned already, as `%s` of part `%s`"
              .formatted(types.text(), part, former.get().types().text(), former.get().part()),
          "let one of them own it, once");
      return false;
    }
    claimed.add(new Claimed(types, part));
    return true;
  }
}
