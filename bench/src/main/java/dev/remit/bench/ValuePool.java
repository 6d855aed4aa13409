package dev.remit.bench;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.schema.SchemaType;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Draws values of a schema's types on which conditions come out one way or the other: as often as
/// not one that a policy names, else one that an entity has, else a plain one.
final class ValuePool {
  private static final int ELEMENTS_MAX = 3;

  private final RandomGenerator random;
  private final Map<Name, List<EntityUid>> entities;
  private final Map<SchemaType, List<Value>> named = new HashMap<>();
  private final Map<SchemaType, List<Value>> held = new HashMap<>();

  ValuePool(RandomGenerator random, Entities entities) {
    this.random = random;
    this.entities =
        entities.all().stream().map(Entity::uid).collect(Collectors.groupingBy(EntityUid::type));
    entities.all().forEach(entity -> addTo(held, entity.attributes()));
  }

  /// Adds what the conditions of `policies` name.
  void add(List<Policy> policies) {
    for (Policy policy : policies) {
      policy.conditions().forEach(condition -> add(condition.body()));
    }
  }

  private void add(Expr expr) {
    switch (expr) {
      case Expr.Literal(Value value, _) -> addTo(named, value);
      case Expr.Call(ExtensionFunction function, List<Expr> arguments, _)
          when arguments.size() == 1
              && arguments.getFirst() instanceof Expr.Literal(StringValue(String text), _) ->
          constructed(function, text).ifPresent(value -> addTo(named, value));
      default -> expr.children().forEach(this::add);
    }
  }

  private static Optional<? extends Value> constructed(ExtensionFunction function, String text) {
    return switch (function) {
      case IP -> IpAddressValue.parse(text);
      case DECIMAL -> DecimalValue.parse(text);
      case DATETIME -> DatetimeValue.parse(text);
      case DURATION -> DurationValue.parse(text);
      default -> Optional.empty();
    };
  }

  private static void addTo(Map<SchemaType, List<Value>> pool, Value value) {
    switch (value) {
      case RecordValue fields -> fields.fields().values().forEach(field -> addTo(pool, field));
      case SetValue set -> set.forEach(element -> addTo(pool, element));
      case EntityUid _, BoolValue _ -> {}
      case LongValue _ -> addTo(pool, SchemaType.Primitive.LONG, value);
      case StringValue _ -> addTo(pool, SchemaType.Primitive.STRING, value);
      case IpAddressValue _ -> addTo(pool, SchemaType.Extension.IPADDR, value);
      case DecimalValue _ -> addTo(pool, SchemaType.Extension.DECIMAL, value);
      case DatetimeValue _ -> addTo(pool, SchemaType.Extension.DATETIME, value);
      case DurationValue _ -> addTo(pool, SchemaType.Extension.DURATION, value);
    }
  }

  private static void addTo(Map<SchemaType, List<Value>> pool, SchemaType type, Value value) {
    pool.computeIfAbsent(type, _ -> new ArrayList<>()).add(value);
  }

  /// One of the entities of a type, or an absent one if there is none.
  EntityUid entity(Name type) {
    return any(entities.getOrDefault(type, List.of(new EntityUid(type, "absent"))));
  }

  /// All required attributes of a record, and of the others about half.
  RecordValue fields(SchemaType.RecordOf type) {
    Map<String, Value> fields = new TreeMap<>();
    type.attributes()
        .forEach((name, attribute) -> {
          if (attribute.required() || random.nextBoolean()) {
            fields.put(name, value(attribute.type()));
          }
        });
    return RecordValue.of(fields);
  }

  private Value value(SchemaType type) {
    return switch (type) {
      case SchemaType.Primitive primitive -> leaf(primitive, plain(primitive));
      case SchemaType.Extension extension -> leaf(extension, plain(extension));
      case SchemaType.Entity(Name name) -> entity(name);
      case SchemaType.SetOf(SchemaType element) ->
          SetValue.of(
              IntStream.range(0, random.nextInt(ELEMENTS_MAX + 1))
                  .mapToObj(_ -> value(element))
                  .toList());
      case SchemaType.RecordOf fields -> fields(fields);
    };
  }

  private Value leaf(SchemaType type, Value plain) {
    if (named.containsKey(type) && random.nextBoolean()) {
      return any(named.get(type));
    }
    return held.containsKey(type) && random.nextBoolean() ? any(held.get(type)) : plain;
  }

  private Value plain(SchemaType.Primitive type) {
    return switch (type) {
      case BOOL -> new BoolValue(random.nextBoolean());
      case LONG -> new LongValue(random.nextInt(1_000));
      case STRING -> new StringValue("text" + random.nextInt(1_000));
    };
  }

  private Value plain(SchemaType.Extension type) {
    return switch (type) {
      case IPADDR -> new IpAddressValue(false, 0, 10L << 24 | random.nextInt(1 << 24), 32);
      case DECIMAL -> new DecimalValue(random.nextInt(10_000_000));
      // Up to the year 2039.
      case DATETIME -> new DatetimeValue(random.nextLong(1L << 41));
      case DURATION -> new DurationValue(random.nextInt(100_000_000));
    };
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
