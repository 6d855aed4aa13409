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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A level of the index: what lies under each way in which a scope can restrict one part of the
/// request.
///
/// A visit costs the smaller of the entity's ancestors and of the containers named here, so neither
/// a deep hierarchy nor a large policy set alone makes it slow.
final class ScopeLevel implements ScopeIndex {
  /// Lists of more actions are not spread over the index; see [#add].
  static final int LISTED_ACTIONS_MAX = 32;

  private final Part part;
  private final Supplier<ScopeIndex> below;
  private final ByType anywhere = new ByType();
  private final Map<EntityUid, ScopeIndex> equal = new HashMap<>();
  private final Map<EntityUid, ByType> within = new HashMap<>();
  private final List<EntityUid> containers = new ArrayList<>();

  ScopeLevel(Part part, Supplier<ScopeIndex> below) {
    this.part = part;
    this.below = below;
  }

  @Override
  public void add(CompiledPolicy policy) {
    switch (part) {
      case PRINCIPAL -> under(policy.policy().principal()).add(policy);
      case RESOURCE -> under(policy.policy().resource()).add(policy);
      case ACTION -> addByAction(policy);
    }
  }

  private void addByAction(CompiledPolicy policy) {
    switch (policy.policy().action()) {
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
      case Scope.Equal(ScopeEntity entity) -> equalTo(uid(entity));
      case Scope.In(ScopeEntity entity) -> within(uid(entity)).any();
      case Scope.IsIn(Name type, ScopeEntity entity) -> within(uid(entity)).of(type);
    };
  }

  private ScopeIndex equalTo(EntityUid uid) {
    return equal.computeIfAbsent(uid, _ -> below.get());
  }

  private ByType within(EntityUid uid) {
    return within.computeIfAbsent(
        uid,
        _ -> {
          containers.add(uid);
          return new ByType();
        });
  }

  private static EntityUid uid(ScopeEntity entity) {
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) -> uid;
      case ScopeEntity.Open(var slot) ->
          throw new IllegalArgumentException("a template decides nothing: " + slot.text());
    };
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
    ByType self = within.get(node.uid());
    if (self != null && self.visit(node, request, sink)) {
      return true;
    }
    Ancestors ancestors = node.ancestors();
    if (ancestors.size() <= containers.size()) {
      for (int i = 0; i < ancestors.size(); i++) {
        ByType found = within.get(ancestors.at(i));
        if (found != null && found.visit(node, request, sink)) {
          return true;
        }
      }
      return false;
    }
    for (int i = 0; i < containers.size(); i++) {
      EntityUid container = containers.get(i);
      ByType found = ancestors.contains(container) ? within.get(container) : null;
      if (found != null && found.visit(node, request, sink)) {
        return true;
      }
    }
    return false;
  }

  /// What lies under one container, or under none, for all types and for single ones.
  private final class ByType {
    private @Nullable ScopeIndex any;
    private final Map<Name, ScopeIndex> byType = new HashMap<>(0);

    ScopeIndex any() {
      if (any == null) {
        any = below.get();
      }
      return any;
    }

    ScopeIndex of(Name type) {
      return byType.computeIfAbsent(type, _ -> below.get());
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
