package dev.remit.pdp.bundle;

import dev.remit.cedar.value.Name;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parts of a bundle, in the order of `remit.yaml`; no two have a name or a type in common.
public record Parts(List<Part> all) {
  /// Of a bundle that is central as a whole.
  public static final Parts NONE = new Parts(List.of());

  /// Of one bundle.
  public static final int PARTS_MAX = 100;

  /// Types and namespaces that one part owns.
  public static final int OWNS_MAX = 100;

  public Parts {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (Part part : all) {
      if (!names.add(part.name())) {
        throw new IllegalArgumentException("given twice: " + part.name());
      }
    }
    for (int i = 0; i < all.size(); i++) {
      for (Part other : all.subList(0, i)) {
        requireApart(all.get(i), other);
      }
    }
  }

  private static void requireApart(Part part, Part other) {
    for (OwnedTypes types : part.owns()) {
      if (other.owns().stream().anyMatch(types::overlaps)) {
        throw new IllegalArgumentException(
            other.name() + " and " + part.name() + " both own " + types.text());
      }
    }
  }

  public Optional<Part> find(String name) {
    return all.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /// The part that a file of a bundle belongs to; empty for a central one.
  public Optional<Part> of(String path) {
    return all.stream().filter(part -> part.hasFile(path)).findFirst();
  }

  /// The part that owns a type.
  Optional<Part> ownerOf(Name type) {
    return all.stream().filter(part -> part.owns(type)).findFirst();
  }

  /// Whether a file is in a folder that could be mistaken for a part's: where there are parts, a
  /// folder below `policies` or `entities` is a part's or `central`. A part whose name is misspelt
  /// would otherwise be central, and might permit everything.
  boolean isStray(String path) {
    String[] names = path.split("/", -1);
    return !all.isEmpty()
        && names.length > 2
        && (names[0].equals(BundleFolder.POLICIES) || names[0].equals(BundleFolder.ENTITIES))
        && !names[1].equals(Part.CENTRAL)
        && find(names[1]).isEmpty();
  }
}
