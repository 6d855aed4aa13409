package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts the denials of a history together that have one reason: those of an identity that miss the
/// same permission, or miss something on the same container, and those of an identity that asks
/// around.
final class Grouping {
  /// Services by which an identity has to be denied within [#AROUND_WITHIN] to be asking around,
  /// and how often at most for the same.
  static final int AROUND_MIN = 3;

  static final Duration AROUND_WITHIN = Duration.ofMinutes(10);
  static final int AROUND_EACH_MAX = 10;

  private final History history;

  Grouping(History history) {
    this.history = history;
  }

  /// A cause, and what it is the cause of.
  record Explained(Cause cause, List<Denials> group) {
    /// How many are of a watched hour.
    long denialsIn(Instant hour) {
      return group.stream().mapToLong(denials -> denials.countedIn(hour)).sum();
    }
  }

  /// The most frequent first.
  List<Explained> causes() {
    Map<EntityUid, List<Denials>> byIdentity = new LinkedHashMap<>();
    for (Denials denials : history.denied()) {
      byIdentity.computeIfAbsent(denials.key().identity(), _ -> new ArrayList<>()).add(denials);
    }
    List<Explained> causes = new ArrayList<>();
    for (List<Denials> all : byIdentity.values()) {
      for (List<Denials> group : around(linked(all))) {
        causes.add(new Explained(new Classifier(history, group).cause(), group));
      }
    }
    causes.sort(
        Comparator.comparing(
            Explained::cause,
            Comparator.comparingLong(Cause::denials).reversed().thenComparing(Cause::first)));
    return causes;
  }

  /// Denials that are being joined. Equal to itself alone.
  private static final class Group {
    private final List<Denials> members = new ArrayList<>();

    private Group(Denials first) {
      members.add(first);
    }
  }

  /// Joined where they have the permission or the container in common, under the same policy.
  private static List<List<Denials>> linked(List<Denials> all) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (Denials denials : all) {
      Group group = new Group(denials);
      for (String link : links(denials.key())) {
        Group other = groups.get(link);
        if (other != null && other != group) {
          other.members.addAll(group.members);
          group = other;
        }
      }
      for (Denials member : group.members) {
        for (String link : links(member.key())) {
          groups.put(link, group);
        }
      }
    }
    return groups.values().stream().distinct().map(group -> group.members).toList();
  }

  private static List<String> links(Denials.Key key) {
    List<String> links = new ArrayList<>();
    links.add("permission " + key.policy() + ' ' + key.permission());
    if (!key.container().equals(Attempt.ANYTHING)) {
      links.add("container " + key.policy() + ' ' + key.container());
    }
    return links;
  }

  /// With the groups joined that are of one walk through services.
  private static List<List<Denials>> around(List<List<Denials>> groups) {
    List<List<Denials>> joined = new ArrayList<>(groups);
    List<Denials> candidates =
        groups.stream()
            .filter(Grouping::isBrief)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Denials::first))
            .toList();
    List<Denials> walk = walk(candidates);
    if (walk.isEmpty()) {
      return joined;
    }
    joined.removeIf(walk::containsAll);
    joined.add(walk);
    return joined;
  }

  private static boolean isBrief(List<Denials> group) {
    return group.stream()
        .allMatch(denials ->
            denials.count() <= AROUND_EACH_MAX
                && !(denials.earlier() instanceof EarlierSuccess.Seen)
                && !denials.service().isEmpty());
  }

  /// The first that are close together and of enough services, with those that follow them closely;
  /// none if there are not enough.
  private static List<Denials> walk(List<Denials> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      List<Denials> walk = new ArrayList<>();
      Instant until = candidates.get(i).first().plus(AROUND_WITHIN);
      for (Denials next : candidates.subList(i, candidates.size())) {
        if (next.first().isAfter(until)) {
          break;
        }
        walk.add(next);
      }
      if (walk.stream().map(Denials::service).distinct().count() >= AROUND_MIN) {
        return walk;
      }
    }
    return List.of();
  }

  /// How many services a group is denied by.
  static long services(List<Denials> group) {
    return group.stream().map(Denials::service).distinct().count();
  }

  /// The denials of each text, the most frequent first.
  static List<String> byCount(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
