package dev.remit.store.entity;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.decision.EntityVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The fold of changes, kept whole for each version: what a history is compared with.
final class HistoryModel {
  static final String STORE = "pip";
  private static final int USERS = 12;
  private static final int GROUPS = 3;

  private final List<List<Entity>> versions = new ArrayList<>();

  HistoryModel() {
    versions.add(List.of());
  }

  /// What one change puts in and takes out.
  record Step(List<Entity> upserts, List<EntityUid> removals) {}

  static EntityVersion version(long sequence) {
    return new EntityVersion(STORE, sequence);
  }

  static EntityUid user(int number) {
    return EntityUid.of("User", "u" + number);
  }

  static EntityUid group(int number) {
    return EntityUid.of("Group", "g" + number);
  }

  static Entity user(int number, long level) {
    return new Entity(
        user(number),
        RecordValue.of(
            Map.of("level", new LongValue(level), "note", new StringValue("line\n" + level))),
        Set.of(group(number % GROUPS)),
        RecordValue.EMPTY);
  }

  static Step step(RandomGenerator random) {
    List<Entity> upserts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int number = random.nextInt(USERS);
      boolean repeated = upserts.stream().anyMatch(entity -> entity.uid().equals(user(number)));
      if (!repeated) {
        upserts.add(user(number, random.nextInt(1000)));
      }
    }
    if (random.nextInt(4) == 0) {
      upserts.add(Entity.of(group(random.nextInt(GROUPS))));
    }
    List<EntityUid> removals = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      removals.add(random.nextInt(5) == 0 ? group(0) : user(random.nextInt(USERS)));
    }
    return new Step(upserts, removals);
  }

  void add(Step step) {
    Map<EntityUid, Entity> entities = new LinkedHashMap<>();
    versions.getLast().forEach(entity -> entities.put(entity.uid(), entity));
    List<EntityUid> kept = step.upserts().stream().map(Entity::uid).toList();
    step.removals().stream().filter(uid -> !kept.contains(uid)).forEach(entities::remove);
    step.upserts().forEach(entity -> entities.put(entity.uid(), entity));
    versions.add(List.copyOf(entities.values()));
  }

  /// Forgets all versions after this one.
  void keepUpTo(long sequence) {
    versions.subList((int) sequence + 1, versions.size()).clear();
  }

  long last() {
    return versions.size() - 1L;
  }

  Entities at(long sequence) {
    return Entities.of(versions.get((int) sequence));
  }
}
