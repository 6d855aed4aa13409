package dev.remit.cedar.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names of the members of one object, most of which have few: those are compared in a row.
final class MemberNames {
  private static final int ROW_MAX = 12;

  private final List<String> row = new ArrayList<>();
  private final Set<String> more = new HashSet<>(0);

  /// Whether the name is new; it is taken.
  boolean add(String name) {
    if (row.contains(name)) {
      return false;
    }
    return row.size() < ROW_MAX ? row.add(name) : more.add(name);
  }
}
