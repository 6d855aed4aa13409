package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.engine.RandomExpressions.Kind;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.IpAddressValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A small random policy set with entities to ask about: few names, so that policies match often,
/// and every kind of expression. The same generator state gives the same world.
public record RandomWorld(PolicySet policies, Entities entities, List<Request> requests) {
  static final List<Name> TYPES =
      List.of(new Name("User"), new Name("App::Doc"), new Name("Action"));
  static final List<String> IDS = List.of("a", "b", "c", "d");
  static final List<Long> NUMBERS = List.of(0L, 1L, -1L, 2L, 3L, Long.MAX_VALUE, Long.MIN_VALUE);
  static final List<String> STRINGS = List.of("", "x", "xy", "x*y", "long", "bool");
  static final List<String> IPS = List.of("10.0.0.1", "10.0.0.0/8", "::1", "127.0.0.1", "10.0.0");
  static final List<String> DECIMALS = List.of("1.5", "1.50", "-0.1", "1");
  static final List<String> DATETIMES = List.of("2024-10-15", "2024-10-15T01:00:00Z", "now");
  static final List<String> DURATIONS = List.of("1h", "60m", "-1d", "9223372036854775807ms", "1w");

  public static RandomWorld draw(RandomGenerator random) {
    return draw(random, 6);
  }

  /// A world of at least one policy and at most `policiesMax`.
  public static RandomWorld draw(RandomGenerator random, int policiesMax) {
    Builder builder = new Builder(random);
    PolicySet policies = builder.policies(policiesMax);
    return new RandomWorld(policies, builder.entities(), builder.requests());
  }

  private static final class Builder {
    private final RandomGenerator random;
    private final RandomExpressions expressions;

    Builder(RandomGenerator random) {
      this.random = random;
      this.expressions = new RandomExpressions(random);
    }

    PolicySet policies(int max) {
      List<Policy> policies = new ArrayList<>();
      for (int i = 1 + random.nextInt(max); i > 0; i--) {
        policies.add(policy());
      }
      return PolicySet.byPosition(policies);
    }

    private Policy policy() {
      List<Condition> conditions = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        Condition.Kind kind = expressions.pick(Condition.Kind.values());
        conditions.add(new Condition(kind, expressions.any(Kind.BOOL, 5), Span.NONE));
      }
      Effect effect = random.nextInt(3) == 0 ? Effect.FORBID : Effect.PERMIT;
      return new Policy(effect, List.of(), scope(), action(), scope(), conditions, Span.NONE);
    }

    private Scope scope() {
      ScopeEntity entity = new ScopeEntity.Entity(expressions.entity());
      return switch (random.nextInt(10)) {
        case 0 -> new Scope.Equal(entity);
        case 1, 2 -> new Scope.In(entity);
        case 3 -> new Scope.Is(expressions.pick(TYPES));
        case 4 -> new Scope.IsIn(expressions.pick(TYPES), entity);
        default -> new Scope.Any();
      };
    }

    private ActionScope action() {
      return switch (random.nextInt(9)) {
        case 0 -> new ActionScope.Equal(actionUid());
        case 1 -> new ActionScope.In(actionUid());
        case 2 -> new ActionScope.InAny(List.of(actionUid(), actionUid()));
        case 3 -> new ActionScope.InAny(List.of());
        case 4 -> new ActionScope.InAny(longList());
        default -> new ActionScope.Any();
      };
    }

    /// More actions than the index spreads, most of them never asked for.
    private List<EntityUid> longList() {
      List<EntityUid> actions = new ArrayList<>();
      for (int i = 0; i < ScopeIndexBuilder.LISTED_ACTIONS_MAX; i++) {
        actions.add(EntityUid.of("Action", "unasked" + i));
      }
      actions.add(actionUid());
      return actions;
    }

    private EntityUid actionUid() {
      return EntityUid.of("Action", expressions.pick(IDS));
    }

    /// Parents are later in the order of types and ids, so that no circle arises; `d` exists never.
    Entities entities() {
      List<EntityUid> all = new ArrayList<>();
      TYPES.forEach(type -> IDS.forEach(id -> all.add(new EntityUid(type, id))));
      List<Entity> entities = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (!all.get(i).id().equals("d") && random.nextInt(8) > 0) {
          Set<EntityUid> parents = new LinkedHashSet<>();
          for (int j = i + 1; j < all.size(); j++) {
            if (random.nextInt(4) == 0) {
              parents.add(all.get(j));
            }
          }
          entities.add(new Entity(all.get(i), record(2), parents, record(1)));
        }
      }
      return Entities.of(entities);
    }

    List<Request> requests() {
      List<Request> requests = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        requests.add(
            new Request(expressions.entity(), actionUid(), expressions.entity(), record(3)));
      }
      return requests;
    }

    private RecordValue record(int depth) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (Kind kind : Kind.values()) {
        if (random.nextInt(8) > 0) {
          fields.put(RandomExpressions.name(kind), value(kind, depth - 1));
        }
      }
      return RecordValue.of(fields);
    }

    private Value value(Kind kind, int depth) {
      return switch (kind) {
        case BOOL -> BoolValue.of(random.nextBoolean());
        case LONG -> new LongValue(expressions.pick(NUMBERS));
        case STRING -> new StringValue(expressions.pick(STRINGS));
        case ENTITY -> expressions.entity();
        case SET -> set(depth);
        case RECORD -> depth > 0 ? record(depth) : RecordValue.EMPTY;
        case IP -> IpAddressValue.parse(IPS.get(random.nextInt(4))).orElseThrow();
        case DECIMAL -> DecimalValue.parse(DECIMALS.get(random.nextInt(3))).orElseThrow();
        case DATETIME -> DatetimeValue.parse(DATETIMES.get(random.nextInt(2))).orElseThrow();
        case DURATION -> DurationValue.parse(DURATIONS.get(random.nextInt(4))).orElseThrow();
      };
    }

    private Value set(int depth) {
      List<Value> elements = new ArrayList<>();
      Kind kind = expressions.pick(Kind.values());
      for (int i = random.nextInt(4); i > 0 && depth > 0; i--) {
        elements.add(value(kind, depth - 1));
      }
      return SetValue.of(elements);
    }
  }
}
