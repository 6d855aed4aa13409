package dev.remit.pdp.freshness;

import dev.remit.cedar.value.Name;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The maximum ages that a bundle declares, by entity type and attribute; at least one of each type
/// named.
public record Freshness(SortedMap<Name, SortedMap<String, FreshnessRule>> types) {
  /// Rules of one bundle.
  public static final int RULES_MAX = 1_000;

  public static final Freshness NONE = new Freshness(new TreeMap<>());

  public Freshness {
    SortedMap<Name, SortedMap<String, FreshnessRule>> copies = new TreeMap<>();
    types.forEach(
        (type, rules) -> copies.put(type, Collections.unmodifiableSortedMap(new TreeMap<>(rules))));
    types = Collections.unmodifiableSortedMap(copies);
  }

  public boolean isEmpty() {
    return types.isEmpty();
  }

  /// Null where the attribute may be of any age.
  @Nullable FreshnessRule find(Name type, String attribute) {
    SortedMap<String, FreshnessRule> rules = types.get(type);
    return rules == null ? null : rules.get(attribute);
  }
}
