package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.entity.EntityNode;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A level of the index: what lies under each way in which a scope can restrict one part of the
/// request.
///
/// A visit costs the smaller of the entity's ancestors and of the containers named here, so neither
/// a deep hierarchy nor a large policy set alone makes it slow.
final class ScopeLevel implements ScopeIndex {
  /// Lists of more actions are not spread over the index; see [#add].
  static final int LISTED_ACTIONS_MAX = 32;

  /// So few policies are tested one by one: that costs less than another level.
  private static final int SCANNED_MAX = 4;

  private final Part part;
  private final List<Part> parts;
  private final List<CompiledPolicy> policies = new ArrayList<>();
  private final ByType anywhere = new ByType();
  private final Map<EntityUid, ScopeIndex> equal = new HashMap<>();
  private final Map<EntityUid, ByType> within = new HashMap<>();
  private final List<EntityUid> containers = new ArrayList<>();

  /// A level for the first of `parts`, above levels for the others.
  ScopeLevel(List<Part> parts) {
    this.part = parts.getFirst();
    this.parts = parts;
  }

  private ScopeIndex next() {
    return parts.size() == 1 ? new Leaf() : new ScopeLevel(parts.subList(1, parts.size()));
  }

  @Override
  public void add(CompiledPolicy policy) {
    policies.add(policy);
    switch (part) {
      case PRINCIPAL -> under(policy.indexed().principal()).add(policy);
      case RESOURCE -> under(policy.indexed().resource()).add(policy);
      case ACTION -> addByAction(policy);
    }
  }

  private void addByAction(CompiledPolicy policy) {
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

  private ScopeIndex under(Scope scope) {
    return switch (scope) {
      case Scope.Any() -> anywhere.any();
      case Scope.Is(Name type) -> anywhere.of(type);
      case Scope.Equal(ScopeEntity entity) -> equalTo(ScopeNodes.uid(entity));
      case Scope.In(ScopeEntity entity) -> within(ScopeNodes.uid(entity)).any();
      case Scope.IsIn(Name type, ScopeEntity entity) -> within(ScopeNodes.uid(entity)).of(type);
    };
  }

  private ScopeIndex equalTo(EntityUid uid) {
    return equal.computeIfAbsent(uid, _ -> next());
  }

  private ByType within(EntityUid uid) {
    return within.computeIfAbsent(
        uid,
        _ -> {
          containers.add(uid);
          return new ByType();
        });
  }

  @Override
  public ScopeIndex compact() {
    if (policies.size() <= SCANNED_MAX) {
      return new Leaf(policies.stream().map(this::withTests).toArray(CompiledPolicy[]::new));
    }
    policies.clear();
    anywhere.compact();
    equal.replaceAll((_, index) -> index.compact());
    within.values().forEach(ByType::compact);
    boolean restricts = !equal.isEmpty() || !containers.isEmpty() || !anywhere.byType.isEmpty();
    return restricts || anywhere.any == null ? this : anywhere.any;
  }

  /// The policy with what its scope asks from this level on as the beginning of its condition.
  private CompiledPolicy withTests(CompiledPolicy policy) {
    List<Node> tests = new ArrayList<>();
    for (Part tested : parts) {
      tests.addAll(ScopeNodes.tests(policy.indexed(), tested));
    }
    return policy.with(ConditionCompiler.and(tests, policy.condition()));
  }

  @Override
  public boolean visit(PreparedRequest request, Sink sink) {
    EntityNode node = part.of(request);
    if (anywhere.visit(node, request, sink)) {
      return true;
    }
    if (!equal.isEmpty()) {
      ScopeIndex found = equal.get(node.uid());
      if (found != null && found.visit(request, sink)) {
        return true;
      }
    }
    return !containers.isEmpty() && visitContainers(node, request, sink);
  }

  private boolean visitContainers(EntityNode node, PreparedRequest request, Sink sink) {
    Ancestors ancestors = node.ancestors();
    if (containers.size() <= ancestors.size()) {
      return visitEach(node, request, sink);
    }
    if (visitContainer(node.uid(), node, request, sink)) {
      return true;
    }
    for (int i = 0; i < ancestors.size(); i++) {
      if (visitContainer(ancestors.at(i), node, request, sink)) {
        return true;
      }
    }
    return false;
  }

  private boolean visitEach(EntityNode node, PreparedRequest request, Sink sink) {
    for (int i = 0; i < containers.size(); i++) {
      EntityUid container = containers.get(i);
      if (node.isIn(container) && visitContainer(container, node, request, sink)) {
        return true;
      }
    }
    return false;
  }

  private boolean visitContainer(
      EntityUid container, EntityNode node, PreparedRequest request, Sink sink) {
    ByType found = within.get(container);
    return found != null && found.visit(node, request, sink);
  }

  /// What lies under one container, or under none, for all types and for single ones.
  private final class ByType {
    private @Nullable ScopeIndex any;
    private final Map<Name, ScopeIndex> byType = new HashMap<>(0);

    ScopeIndex any() {
      if (any == null) {
        any = next();
      }
      return any;
    }

    ScopeIndex of(Name type) {
      return byType.computeIfAbsent(type, _ -> next());
    }

    void compact() {
      any = any == null ? null : any.compact();
      byType.replaceAll((_, index) -> index.compact());
    }

    boolean visit(EntityNode node, PreparedRequest request, Sink sink) {
      if (any != null && any.visit(request, sink)) {
        return true;
      }
      if (byType.isEmpty()) {
        return false;
      }
      ScopeIndex found = byType.get(node.uid().type());
      return found != null && found.visit(request, sink);
    }
  }
}
