package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the heads of policies: `{"op": "All"}`, `{"op": "==", "entity": …}` and the like.
///
/// Source: cedar-docs, "JSON policy format"; cedar-policy-core `est/scope_constraints.rs`.
final class ScopeReader {
  private static final List<String> ANY = List.of("op");
  private static final List<String> ENTITY = List.of("op", "entity", "slot");
  private static final List<String> IS = List.of("op", "entity_type", "in");
  private static final List<String> ACTIONS = List.of("op", "entity", "entities");

  private final Diagnostics diagnostics;
  private final UidReader uids;

  ScopeReader(Diagnostics diagnostics, UidReader uids) {
    this.diagnostics = diagnostics;
    this.uids = uids;
  }

  /// The scope of the principal or of the resource, whose slot is `slot`; null after a mistake, and
  /// for what is absent.
  @Nullable Scope read(@Nullable Json json, Slot slot) {
    Json.JsonString operator = operator(json);
    if (json == null || operator == null) {
      return null;
    }
    return switch (operator.value()) {
      case "All", "all" -> members(json, ANY) == null ? null : new Scope.Any();
      case "==" -> {
        ScopeEntity entity = entity(members(json, ENTITY), slot);
        yield entity == null ? null : new Scope.Equal(entity);
      }
      case "in" -> {
        ScopeEntity entity = entity(members(json, ENTITY), slot);
        yield entity == null ? null : new Scope.In(entity);
      }
      case "is" -> is(members(json, IS), slot);
      default -> {
        reportOperator(operator, "`All`, `==`, `in` or `is`");
        yield null;
      }
    };
  }

  private Json.@Nullable JsonString operator(@Nullable Json json) {
    if (json == null) {
      return null;
    }
    if (!(json instanceof Json.JsonObject object)) {
      Members.kind(json, "a scope is an object", diagnostics);
      return null;
    }
    if (object.find("op") instanceof Json.JsonString operator) {
      return operator;
    }
    diagnostics.add(
        "policy.scope", json.span(), "a scope lacks its `op`", "write `{\"op\": \"All\"}`");
    return null;
  }

  private void reportOperator(Json.JsonString operator, String known) {
    diagnostics.add(
        "policy.scope",
        operator.span(),
        "`" + Shown.of(operator.value()) + "` is no `op` of this scope",
        "write " + known);
  }

  private @Nullable Members members(Json json, List<String> known) {
    return Members.of(json, "a scope", known, diagnostics);
  }

  private @Nullable ScopeEntity entity(@Nullable Members members, Slot slot) {
    if (members == null) {
      return null;
    }
    Json open = members.find("slot");
    if (open == null) {
      EntityUid uid = uids.read(members.require("entity"));
      return uid == null ? null : new ScopeEntity.Entity(uid);
    }
    if (members.find("entity") == null
        && open instanceof Json.JsonString name
        && name.value().equals(slot.text())) {
      return new ScopeEntity.Open(slot);
    }
    diagnostics.add(
        "policy.slot",
        open.span(),
        "the slot of this scope is `" + slot.text() + "`",
        "write it alone, without `entity`");
    return null;
  }

  private @Nullable Scope is(@Nullable Members members, Slot slot) {
    Json.JsonString name = members == null ? null : members.requireString("entity_type");
    Name type = name == null ? null : uids.readType(name);
    Json in = members == null ? null : members.find("in");
    if (in == null || in instanceof Json.JsonNull) {
      return type == null ? null : new Scope.Is(type);
    }
    ScopeEntity entity = entity(members(in, ENTITY), slot);
    return type == null || entity == null ? null : new Scope.IsIn(type, entity);
  }

  /// The scope of the action; null after a mistake, and for what is absent.
  @Nullable ActionScope readAction(@Nullable Json json) {
    Json.JsonString operator = operator(json);
    if (json == null || operator == null) {
      return null;
    }
    return switch (operator.value()) {
      case "All", "all" -> members(json, ANY) == null ? null : new ActionScope.Any();
      case "==" -> {
        EntityUid action = action(members(json, ENTITY));
        yield action == null ? null : new ActionScope.Equal(action);
      }
      case "in" -> in(members(json, ACTIONS));
      default -> {
        reportOperator(operator, "`All`, `==` or `in`");
        yield null;
      }
    };
  }

  private @Nullable EntityUid action(@Nullable Members members) {
    if (members == null) {
      return null;
    }
    Json slot = members.find("slot");
    if (slot != null) {
      diagnostics.add(
          "policy.slot-in-action", slot.span(), "an action cannot be a slot", "name the action");
      return null;
    }
    Json entity = members.require("entity");
    return entity == null ? null : action(entity);
  }

  private @Nullable EntityUid action(Json json) {
    EntityUid uid = uids.read(json);
    if (uid == null || uid.type().isAction()) {
      return uid;
    }
    diagnostics.add(
        "policy.not-an-action",
        json.span(),
        "`" + uid + "` is no action",
        "an action's type is `Action` or ends in `::Action`");
    return null;
  }

  private @Nullable ActionScope in(@Nullable Members members) {
    Json one = members == null ? null : members.find("entity");
    Json many = members == null ? null : members.find("entities");
    if (members == null) {
      return null;
    }
    if (many == null) {
      EntityUid action = action(members);
      return action == null ? null : new ActionScope.In(action);
    }
    if (one != null) {
      diagnostics.add(
          "policy.scope",
          one.span(),
          "a scope has both `entity` and `entities`",
          "remove one of them");
      return null;
    }
    List<Json> nodes = members.array("entities", many);
    return nodes == null ? null : inAny(nodes, many);
  }

  private @Nullable ActionScope inAny(List<Json> nodes, Json json) {
    if (nodes.size() > Limits.ELEMENTS_MAX) {
      diagnostics.add(
          "policy.too-many-elements",
          json.span(),
          "more than " + Limits.ELEMENTS_MAX + " actions of one scope",
          "");
      return null;
    }
    List<EntityUid> actions = new ArrayList<>(nodes.size());
    for (Json node : nodes) {
      EntityUid action = action(node);
      if (action != null) {
        actions.add(action);
      }
    }
    return actions.size() == nodes.size() ? new ActionScope.InAny(actions) : null;
  }
}
