package dev.remit.pdp.tool;

import dev.remit.pdp.word.Words;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tools that a bundle knows, by name.
public final class Tools {
  public static final Tools NONE = new Tools(new TreeMap<>());

  private final SortedMap<String, Tool> byName;
  private final Set<String> stems = new HashSet<>();

  private Tools(SortedMap<String, Tool> byName) {
    this.byName = byName;
    byName.forEach((name, tool) -> {
      addStems(name);
      tool.roles().keySet().forEach(this::addStems);
    });
  }

  private void addStems(String name) {
    Words.ofName(name).forEach(word -> stems.add(Words.stem(word)));
  }

  /// Throws [IllegalArgumentException] if two have one name.
  public static Tools of(Collection<Tool> tools) {
    SortedMap<String, Tool> byName = new TreeMap<>();
    for (Tool tool : tools) {
      if (byName.put(tool.name(), tool) != null) {
        throw new IllegalArgumentException("two tools `" + tool.name() + "`");
      }
    }
    return new Tools(byName);
  }

  public Optional<Tool> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// Ascending.
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /// By name, ascending.
  public Collection<Tool> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /// Whether a word of the name of a tool or of an argument has this stem.
  public boolean hasStem(String stem) {
    return stems.contains(stem);
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }
}
