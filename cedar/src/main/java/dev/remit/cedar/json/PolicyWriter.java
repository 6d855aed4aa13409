package dev.remit.cedar.json;

import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Writes policies and templates.
final class PolicyWriter {
  private PolicyWriter() {}

  static Json write(Policy policy) {
    List<Json.Member> members = new ArrayList<>();
    members.add(Json.Member.of("effect", Json.string(policy.effect().text())));
    members.add(Json.Member.of("principal", scope(policy.principal())));
    members.add(Json.Member.of("action", action(policy.action())));
    members.add(Json.Member.of("resource", scope(policy.resource())));
    List<Json> conditions = policy.conditions().stream().map(PolicyWriter::condition).toList();
    members.add(Json.Member.of("conditions", Json.array(conditions)));
    if (!policy.annotations().isEmpty()) {
      members.add(Json.Member.of("annotations", annotations(policy.annotations())));
    }
    return Json.object(members);
  }

  private static Json condition(Condition condition) {
    return Json.object(
        Json.Member.of("kind", Json.string(condition.kind().text())),
        Json.Member.of("body", ExprWriter.write(condition.body())));
  }

  private static Json annotations(List<Annotation> annotations) {
    return Json.object(
        annotations.stream()
            .map(annotation -> Json.Member.of(annotation.name(), Json.string(annotation.value())))
            .toList());
  }

  private static Json scope(Scope scope) {
    return switch (scope) {
      case Scope.Any() -> operation("All");
      case Scope.Equal(ScopeEntity entity) -> operation("==", entity(entity));
      case Scope.In(ScopeEntity entity) -> operation("in", entity(entity));
      case Scope.Is(Name type) -> operation("is", type(type));
      case Scope.IsIn(Name type, ScopeEntity entity) ->
          operation("is", type(type), Json.Member.of("in", Json.object(entity(entity))));
    };
  }

  private static Json action(ActionScope scope) {
    return switch (scope) {
      case ActionScope.Any() -> operation("All");
      case ActionScope.Equal(EntityUid action) -> operation("==", entity(action));
      case ActionScope.In(EntityUid action) -> operation("in", entity(action));
      case ActionScope.InAny(List<EntityUid> actions) when actions.size() == 1 ->
          operation("in", entity(actions.getFirst()));
      case ActionScope.InAny(List<EntityUid> actions) ->
          operation(
              "in",
              Json.Member.of(
                  "entities", Json.array(actions.stream().map(ValueJson::writeUid).toList())));
    };
  }

  private static Json operation(String name, Json.Member... members) {
    List<Json.Member> all = new ArrayList<>();
    all.add(Json.Member.of("op", Json.string(name)));
    all.addAll(List.of(members));
    return Json.object(all);
  }

  private static Json.Member entity(ScopeEntity entity) {
    return switch (entity) {
      case ScopeEntity.Entity(EntityUid uid) -> entity(uid);
      case ScopeEntity.Open open -> Json.Member.of("slot", Json.string(open.slot().text()));
    };
  }

  private static Json.Member entity(EntityUid uid) {
    return Json.Member.of("entity", ValueJson.writeUid(uid));
  }

  private static Json.Member type(Name type) {
    return Json.Member.of("entity_type", Json.string(type.value()));
  }
}
