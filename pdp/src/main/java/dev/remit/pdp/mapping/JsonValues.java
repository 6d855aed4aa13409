package dev.remit.pdp.mapping;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// JSON values as Cedar values: null is absent, a fraction is a decimal, and what Cedar cannot hold
/// exactly is refused by name. Nothing in a value is an entity or an extension call, and what looks
/// like one is refused.
///
/// INVARIANT: recursion follows the nesting, which the JSON reader bounds.
final class JsonValues {
  private static final int DECIMAL_DIGITS = 4;

  /// Names that would make a record of the log something else when it is read back.
  private static final Set<String> ESCAPES = Set.of("__entity", "__extn", "__expr");

  /// Digits that a number may have, exponent applied; keeps arithmetic on hostile exponents cheap.
  private static final int DIGITS_MAX = 40;

  private JsonValues() {}

  /// Members by name, without those that are null. `path` names the object in errors.
  static RecordValue record(String path, Json.JsonObject object, Map<String, ArgumentRule> rules)
      throws UnacceptableValue {
    Map<String, Value> fields = new HashMap<>();
    for (Json.Member member : object.members()) {
      String name = path + "." + member.name();
      if (ESCAPES.contains(member.name())) {
        throw new UnacceptableValue(
            "`" + name + "` has a name that Cedar's JSON reserves; send it under another one");
      }
      Value value = value(name, member.value(), rules.get(member.name()));
      if (value != null) {
        fields.put(member.name(), value);
      }
    }
    return RecordValue.of(fields);
  }

  private static @Nullable Value value(String path, Json json, @Nullable ArgumentRule rule)
      throws UnacceptableValue {
    if (rule == null || json instanceof Json.JsonNull) {
      return value(path, json);
    }
    return switch (rule) {
      case ArgumentRule.MinorUnits(int digits) -> minorUnits(path, json, digits);
      case ArgumentRule.AsDecimal _ -> decimal(path, exact(path, json));
      case ArgumentRule.AsSet _ ->
          json instanceof Json.JsonArray ? value(path, json) : SetValue.of(require(path, json));
    };
  }

  private static @Nullable Value value(String path, Json json) throws UnacceptableValue {
    return switch (json) {
      case Json.JsonNull _ -> null;
      case Json.JsonBool bool -> BoolValue.of(bool.value());
      case Json.JsonInteger integer -> new LongValue(integer.value());
      case Json.JsonNumber number -> number(path, number);
      case Json.JsonString string -> new StringValue(string.value());
      case Json.JsonArray array -> set(path, array);
      case Json.JsonObject object -> record(path, object, Map.of());
    };
  }

  private static Value require(String path, Json json) throws UnacceptableValue {
    Value value = value(path, json);
    if (value == null) {
      throw new UnacceptableValue("`" + path + "` is null; leave it out");
    }
    return value;
  }

  /// An element that is null is left out, as a member is.
  private static SetValue set(String path, Json.JsonArray array) throws UnacceptableValue {
    List<Value> elements = new ArrayList<>();
    int index = 0;
    for (Json element : array.elements()) {
      Value value = value(path + "[" + index++ + "]", element);
      if (value != null) {
        elements.add(value);
      }
    }
    return SetValue.of(elements);
  }

  /// `-0` is the integer 0; whole numbers beyond 64 bits have no Cedar value.
  private static Value number(String path, Json.JsonNumber number) throws UnacceptableValue {
    if (number.literal().chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E')) {
      return new LongValue(longValue(path, exact(path, number), number.literal()));
    }
    return decimal(path, exact(path, number));
  }

  private static LongValue minorUnits(String path, Json json, int digits) throws UnacceptableValue {
    BigDecimal amount = exact(path, json);
    if (amount.stripTrailingZeros().scale() > digits) {
      throw new UnacceptableValue(
          "`"
              + path
              + "` is "
              + amount.toPlainString()
              + ", finer than "
              + digits
              + " fraction digits; send an amount in whole minor units");
    }
    return new LongValue(longValue(path, amount.movePointRight(digits), amount.toPlainString()));
  }

  private static long longValue(String path, BigDecimal number, String written)
      throws UnacceptableValue {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new UnacceptableValue(
          "`" + path + "` is " + shorten(written) + ", beyond 64 bits; send a smaller number");
    }
  }

  private static DecimalValue decimal(String path, BigDecimal number) throws UnacceptableValue {
    try {
      return new DecimalValue(number.movePointRight(DECIMAL_DIGITS).longValueExact());
    } catch (ArithmeticException e) {
      throw new UnacceptableValue(
          "`"
              + path
              + "` is "
              + shorten(number.toPlainString())
              + ", not exact as a decimal of 4 fraction digits; round it or send a string");
    }
  }

  private static BigDecimal exact(String path, Json json) throws UnacceptableValue {
    return switch (json) {
      case Json.JsonInteger integer -> BigDecimal.valueOf(integer.value());
      case Json.JsonNumber number -> exact(path, number.literal());
      case Json.JsonNull _,
          Json.JsonBool _,
          Json.JsonString _,
          Json.JsonArray _,
          Json.JsonObject _ ->
          throw new UnacceptableValue(
              "`" + path + "` is " + json.kind() + " where the mapping wants a number");
    };
  }

  private static BigDecimal exact(String path, String literal) throws UnacceptableValue {
    if (literal.length() <= DIGITS_MAX) {
      BigDecimal number = parse(literal);
      if (number != null && Math.abs((long) number.scale()) + number.precision() <= DIGITS_MAX) {
        return number;
      }
    }
    throw new UnacceptableValue(
        "`" + path + "` is " + shorten(literal) + ", not exact in 64 bits; send a smaller number");
  }

  private static @Nullable BigDecimal parse(String literal) {
    try {
      return new BigDecimal(literal);
    } catch (NumberFormatException e) {
      // An exponent beyond 32 bits.
      return null;
    }
  }

  private static String shorten(String number) {
    return number.length() <= DIGITS_MAX ? number : number.substring(0, DIGITS_MAX) + "…";
  }
}
