package dev.remit.pdp.freshness;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What is too old at one instant, of the entities that are stored: withheld from policies as its
/// rule says. What a request says of an entity is as of now, and never stale.
///
/// Asked at each reading, so that a decision costs the same however many entities there are, and
/// nothing has to be kept until something expires.
public final class Staleness implements Withholding {
  /// Stale attributes that are listed for one decision.
  public static final int LISTED_MAX = 20;

  private final Freshness rules;
  private final Entities stored;
  private final AsOfTimes times;
  private final Instant now;

  public Staleness(Freshness rules, Entities stored, AsOfTimes times, Instant now) {
    this.rules = Objects.requireNonNull(rules, "rules");
    this.stored = Objects.requireNonNull(stored, "stored");
    this.times = Objects.requireNonNull(times, "times");
    this.now = Objects.requireNonNull(now, "now");
  }

  @Override
  public Reading reading(EntityUid uid, String attribute) {
    FreshnessRule rule = rules.find(uid.type(), attribute);
    if (rule == null || !rule.isStale(asOf(uid), now) || !stored.attributes(uid).has(attribute)) {
      return Reading.OPEN;
    }
    return switch (rule.whenStale()) {
      case DENY -> Reading.REFUSED;
      case ABSENT -> Reading.HIDDEN;
    };
  }

  /// A stored entity that was put by nobody is of unknown age, and so too old.
  private Instant asOf(EntityUid uid) {
    Instant asOf = times.find(uid);
    return asOf == null ? AsOfTimes.UNKNOWN : asOf;
  }

  @Override
  public String reason(EntityUid uid, String attribute) {
    FreshnessRule rule = rules.find(uid.type(), attribute);
    return rule == null
        ? "is withheld"
        : new StaleAttribute(uid, attribute, asOf(uid), rule).reason();
  }

  /// Which attributes are stale of `entities` and of what they are in: those of the first
  /// [#LISTED_MAX] that are, in the order of the entities, each followed by what it is in.
  public List<StaleAttribute> list(Collection<EntityUid> entities) {
    Set<EntityUid> all = new LinkedHashSet<>();
    for (EntityUid entity : entities) {
      all.add(entity);
      stored.ancestors(entity).asList().stream()
          .filter(above -> rules.types().containsKey(above.type()))
          .sorted()
          .forEach(all::add);
    }
    List<StaleAttribute> stale = new ArrayList<>();
    for (EntityUid uid : all) {
      var ofType = rules.types().get(uid.type());
      if (ofType == null) {
        continue;
      }
      for (var rule : ofType.entrySet()) {
        if (stale.size() < LISTED_MAX && reading(uid, rule.getKey()) != Reading.OPEN) {
          stale.add(new StaleAttribute(uid, rule.getKey(), asOf(uid), rule.getValue()));
        }
      }
    }
    return List.copyOf(stale);
  }
}
