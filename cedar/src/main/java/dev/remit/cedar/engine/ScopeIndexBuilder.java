package dev.remit.cedar.engine;

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
  private final List<CompiledPolicy> policies = new ArrayList<>();
  private final Branch anywhere = new Branch();
  private final Map<EntityUid, ScopeIndexBuilder> equal = new HashMap<>();
  private final Map<EntityUid, Branch> within = new LinkedHashMap<>();

  /// For an index of whole scopes.
  ScopeIndexBuilder() {
    this(List.of(Part.ACTION, Part.PRINCIPAL, Part.RESOURCE));
  }

  private ScopeIndexBuilder(List<Part> parts) {
    this.parts = parts;
  }

  private ScopeIndexBuilder next() {
    return new ScopeIndexBuilder(parts.subList(1, parts.size()));
  }

  void add(CompiledPolicy policy) {
    policies.add(policy);
  }

  /// Levels that restrict nothing are left out.
  ScopeIndex build() {
    if (policies.size() <= SCANNED_MAX || parts.isEmpty()) {
      return new ScopeIndex.Leaf(
          policies.stream().map(this::withTests).toArray(CompiledPolicy[]::new));
    }
    policies.forEach(this::sort);
    ScopeLevel.ByType unnamed = anywhere.build();
    if (unnamed.any() != null && unnamed.byType().isEmpty() && isNothingNamed()) {
      return unnamed.any();
    }
    Map<EntityUid, ScopeLevel.Named> named = new HashMap<>();
    within.forEach((uid, branch) -> named.put(uid, named(uid, branch)));
    equal.forEach((uid, _) -> named.computeIfAbsent(uid, _ -> named(uid, new Branch())));
    return new ScopeLevel(
        parts.getFirst(), unnamed, UidTable.of(named), List.copyOf(within.keySet()));
  }

  private boolean isNothingNamed() {
    return equal.isEmpty() && within.isEmpty();
  }

  private ScopeLevel.Named named(EntityUid uid, Branch branch) {
    ScopeIndexBuilder itself = equal.get(uid);
    return new ScopeLevel.Named(itself == null ? null : itself.build(), branch.build());
  }

  /// The policy with what its scope asks from this level on as the beginning of its condition.
  private CompiledPolicy withTests(CompiledPolicy policy) {
    List<Node> tests = new ArrayList<>();
    for (Part part : parts) {
      tests.addAll(ScopeNodes.tests(policy.indexed(), part));
    }
    return policy.with(ConditionCompiler.and(tests, policy.condition()));
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

    ScopeLevel.ByType build() {
      Map<Name, ScopeIndex> built = new HashMap<>(0);
      byType.forEach((type, builder) -> built.put(type, builder.build()));
      return new ScopeLevel.ByType(any == null ? null : any.build(), Map.copyOf(built));
    }
  }
}
