package dev.remit.cedar.json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds names that one object gives twice. Most objects have few, which are compared in a row.
final class MemberNames {
  private static final int ROW_MAX = 12;

  private final List<Json.Member> members;
  private @Nullable Set<String> all;

  /// `members` grows as the object is read.
  MemberNames(List<Json.Member> members) {
    this.members = members;
  }

  /// Whether no member so far has the name, which the next one takes.
  boolean add(String name) {
    if (members.size() >= ROW_MAX && all == null) {
      all = new HashSet<>();
      for (Json.Member member : members) {
        all.add(member.name());
      }
    }
    return all == null ? isNew(name) : all.add(name);
  }

  private boolean isNew(String name) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return false;
      }
    }
    return true;
  }
}
