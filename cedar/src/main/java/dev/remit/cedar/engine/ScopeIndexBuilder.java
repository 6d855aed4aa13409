package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.UidTable;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sorts policies by what their scopes ask of one part of the request, and below that by the next.
final class ScopeIndexBuilder {
  /// Lists of more actions are not spread over the index: their policies lie under every action,
  /// and the list is tested.
  static final int LISTED_ACTIONS_MAX = 32;

  /// So few policies are tested one by one: that costs less than another level.
  private static final int SCANNED_MAX = 4;

  private final List<Part> parts;
  private final Map<Node, Node> shared;
  private final Entities known;
  private final List<CompiledPolicy> policies = new ArrayList<>();
  private final Branch anywhere = new Branch();
  private final Map<EntityUid, ScopeIndexBuilder> equal = new HashMap<>();
  private final Map<EntityUid, Branch> within = new LinkedHashMap<>();

  /// For an index of whole scopes, that calls entities by the very uids of `known`.
  ScopeIndexBuilder(Entities known) {
    this(List.of(Part.ACTION, Part.PRINCIPAL, Part.RESOURCE), new HashMap<>(), known);
  }

  private ScopeIndexBuilder(List<Part> parts, Map<Node, Node> shared, Entities known) {
    this.parts = parts;
    this.shared = shared;
    this.known = known;
  }

  private ScopeIndexBuilder next() {
    return new ScopeIndexBuilder(parts.subList(1, parts.size()), shared, known);
  }

  void add(CompiledPolicy policy) {
    policies.add(policy);
  }

  /// Levels that restrict nothing are left out.
  ScopeIndex build() {
    if (policies.size() <= SCANNED_MAX || parts.isEmpty()) {
      return leaf();
    }
    policies.forEach(this::sort);
    ScopeIndex unnamed = anywhere.build();
    if (equal.isEmpty() && within.isEmpty()) {
      return unnamed;
    }
    Map<EntityUid, ScopeIndex> equalTo = new HashMap<>();
    equal.forEach((uid, builder) -> equalTo.put(known.known(uid), builder.build()));
    Map<EntityUid, ScopeIndex> below = new HashMap<>();
    within.forEach((uid, branch) -> below.put(known.known(uid), branch.build()));
    return new ScopeLevel(
        parts.getFirst(),
        unnamed,
        UidTable.of(equalTo),
        UidTable.of(below),
        List.copyOf(within.keySet()));
  }

  private ScopeIndex leaf() {
    ScopeIndex.@Nullable Leaf first = null;
    for (CompiledPolicy policy : policies.reversed()) {
      first = new ScopeIndex.Leaf(policy, condition(policy), first);
    }
    return first == null ? new ScopeIndex.Nothing() : first;
  }

  /// What the policy's scope asks from this level on, and then its condition.
  private Node condition(CompiledPolicy policy) {
    List<Node> tests = new ArrayList<>();
    for (Part part : parts) {
      for (Node test : ScopeNodes.tests(policy.indexed(), part, known)) {
        tests.add(shared.computeIfAbsent(test, same -> same));
      }
    }
    return shared.computeIfAbsent(ConditionCompiler.and(tests, policy.condition()), same -> same);
  }

  private void sort(CompiledPolicy policy) {
    switch (parts.getFirst()) {
      case PRINCIPAL -> under(policy.indexed().principal()).add(policy);
      case RESOURCE -> under(policy.indexed().resource()).add(policy);
      case ACTION -> sortByAction(policy);
    }
  }

  private void sortByAction(CompiledPolicy policy) {
    switch (policy.indexed().action()) {
      case ActionScope.Any() -> anywhere.any().add(policy);
      case ActionScope.Equal(EntityUid action) -> equalTo(action).add(policy);
      case ActionScope.In(EntityUid action) -> within(action).any().add(policy);
      case ActionScope.InAny(List<EntityUid> actions) when actions.size() > LISTED_ACTIONS_MAX ->
          anywhere.any().add(policy);
      case ActionScope.InAny(List<EntityUid> actions) ->
          actions.stream().distinct().forEach(action -> within(action).any().add(policy));
    }
  }

  private ScopeIndexBuilder under(Scope scope) {
    return switch (scope) {
      case Scope.Any() -> anywhere.any();
      case Scope.Is(Name type) -> anywhere.of(type);
      case Scope.Equal(ScopeEntity entity) -> equalTo(ScopeNodes.uid(entity));
      case Scope.In(ScopeEntity entity) -> within(ScopeNodes.uid(entity)).any();
      case Scope.IsIn(Name type, ScopeEntity entity) -> within(ScopeNodes.uid(entity)).of(type);
    };
  }

  private ScopeIndexBuilder equalTo(EntityUid uid) {
    return equal.computeIfAbsent(uid, _ -> next());
  }

  private Branch within(EntityUid uid) {
    return within.computeIfAbsent(uid, _ -> new Branch());
  }

  /// What lies under one container, or under none, for all types and for single ones.
  private final class Branch {
    private @Nullable ScopeIndexBuilder any;
    private final Map<Name, ScopeIndexBuilder> byType = new HashMap<>(0);

    ScopeIndexBuilder any() {
      if (any == null) {
        any = next();
      }
      return any;
    }

    ScopeIndexBuilder of(Name type) {
      return byType.computeIfAbsent(type, _ -> next());
    }

    ScopeIndex build() {
      ScopeIndex all = any == null ? new ScopeIndex.Nothing() : any.build();
      if (byType.isEmpty()) {
        return all;
      }
      Map<Name, ScopeIndex> built = new HashMap<>();
      byType.forEach((type, builder) -> built.put(type, builder.build()));
      return new ScopeIndex.ByType(parts.getFirst(), all, built);
    }
  }
}
