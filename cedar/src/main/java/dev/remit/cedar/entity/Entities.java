package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An immutable snapshot of entities, with the ancestors of each computed once.
///
/// A parent that is not in the snapshot still counts as an ancestor, and has none itself. Two
/// snapshots are equal if they hold equal entities, in whatever order.
///
/// Source: cedar-spec, `Cedar/Spec/Entities.lean` and `inₑ` of `Cedar/Spec/Evaluator.lean`.
public final class Entities {
  public static final Entities EMPTY = new Entities(NodeTable.of(List.of()), 0, 0, null);

  private final NodeTable nodes;
  private final int size;
  private final int nextOrder;
  private final @Nullable Withholding withholding;

  Entities(NodeTable nodes, int size, int nextOrder, @Nullable Withholding withholding) {
    this.nodes = nodes;
    this.size = size;
    this.nextOrder = nextOrder;
    this.withholding = withholding;
  }

  /// Throws [EntityException] on two different entities of one uid, or on parents in a circle; one
  /// that is given again exactly counts once, as in the official engine.
  public static Entities of(Collection<Entity> entities) {
    return new FirstSnapshot(byUid(entities)).build();
  }

  private static Map<EntityUid, Entity> byUid(Collection<Entity> entities) {
    Map<EntityUid, Entity> byUid = LinkedHashMap.newLinkedHashMap(entities.size());
    for (Entity entity : entities) {
      Entity former = byUid.putIfAbsent(entity.uid(), entity);
      if (former != null && !former.equals(entity)) {
        throw EntityException.duplicate(entity.uid());
      }
    }
    return byUid;
  }

  /// A snapshot without `removals` and with `upserts`, each of which takes the place of the entity
  /// with its uid, if any; what is in both is kept.
  ///
  /// Shares all that did not change. Costs about the square root of the size for each change; a
  /// change of the parents of an entity that has children itself also costs one pass over all.
  ///
  /// Throws [EntityException] as [#of] does.
  public Entities with(Collection<Entity> upserts, Collection<EntityUid> removals) {
    Map<EntityUid, @Nullable Entity> changes = new LinkedHashMap<>(byUid(upserts));
    for (EntityUid removal : removals) {
      changes.putIfAbsent(removal, null);
    }
    return new EntityChange(this, changes).apply();
  }

  /// The same entities, of which policies read what `withholding` leaves open, here and in
  /// snapshots derived from this one; takes the place of another one. Everything else sees all of
  /// them, and two snapshots are equal whatever they withhold. Costs nothing.
  public Entities withholding(Withholding withholding) {
    return new Entities(nodes, size, nextOrder, Objects.requireNonNull(withholding, "withholding"));
  }

  /// What is withheld from policies; null if nothing is.
  public @Nullable Withholding withheld() {
    return withholding;
  }

  /// The entity, or null if it is not in the snapshot.
  public @Nullable Entity find(EntityUid uid) {
    EntityNode node = nodes.find(uid);
    return node == null ? null : node.entity();
  }

  /// The place of any uid, known or not.
  public EntityNode node(EntityUid uid) {
    EntityNode node = nodes.find(uid);
    return node == null ? EntityNode.absent(uid) : node;
  }

  /// The instance by which this snapshot calls `uid`; `uid` itself where it does not know it.
  public EntityUid known(EntityUid uid) {
    EntityNode node = nodes.find(uid);
    return node == null ? uid : node.uid();
  }

  /// The attributes of an entity; none for what is no entity.
  public RecordValue attributes(EntityUid uid) {
    EntityNode node = nodes.find(uid);
    return node == null ? RecordValue.EMPTY : node.attributes();
  }

  /// What any uid, known or not, is below.
  public Ancestors ancestors(EntityUid uid) {
    EntityNode node = nodes.find(uid);
    return node == null ? Ancestors.NONE : node.ancestors();
  }

  /// Whether `uid` is `container` or below it; also an unknown entity is in itself.
  public boolean isIn(EntityUid uid, EntityUid container) {
    return uid.equals(container) || ancestors(uid).contains(container);
  }

  public int size() {
    return size;
  }

  /// In the order given; derived snapshots add at the end. Sorts at each call.
  public Collection<Entity> all() {
    return present(_ -> true).stream()
        .map(EntityNode::entity)
        .map(Objects::requireNonNull)
        .toList();
  }

  /// The entities of a type, in the order of [#all]. Passes over all, and sorts those.
  public List<EntityUid> ofType(Name type) {
    return present(node -> node.uid().type().equals(type)).stream().map(EntityNode::uid).toList();
  }

  private List<EntityNode> present(Predicate<EntityNode> which) {
    List<EntityNode> present = new ArrayList<>();
    nodes.forEach(node -> {
      if (node.entity() != null && which.test(node)) {
        present.add(node);
      }
    });
    present.sort(Comparator.comparingInt(EntityNode::order));
    return present;
  }

  NodeTable nodes() {
    return nodes;
  }

  int nextOrder() {
    return nextOrder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Entities that
            && size == that.size
            && all().stream().allMatch(entity -> entity.equals(that.find(entity.uid()))));
  }

  @Override
  public int hashCode() {
    return all().stream().mapToInt(Entity::hashCode).sum();
  }

  @Override
  public String toString() {
    return all().stream().map(Entity::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
