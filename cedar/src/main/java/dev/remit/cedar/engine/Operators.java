package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// What the operators of the language compute, once for compiled conditions and for the explaining
/// walk.
///
/// An operation without a value answers null, or [#ERROR] where its value is a boolean, and
/// allocates nothing for it; [Failures] then says why.
///
/// Source: cedar-spec, `Cedar/Spec/Evaluator.lean`, `apply₁`, `apply₂`, `hasAttr`, `getAttr`.
final class Operators {
  static final int FALSE = 0;
  static final int TRUE = 1;
  static final int ERROR = -1;

  private Operators() {}

  static int code(boolean value) {
    return value ? TRUE : FALSE;
  }

  /// The code of a value that ought to be a boolean; null counts as an error.
  static int code(@Nullable Value value) {
    return value instanceof BoolValue(boolean bool) ? code(bool) : ERROR;
  }

  /// The value of a code, null for an error.
  static @Nullable Value value(int code) {
    return code == ERROR ? null : BoolValue.of(code == TRUE);
  }

  static int negate(int code) {
    return code == ERROR ? ERROR : TRUE - code;
  }

  static @Nullable Value apply(UnaryOperator operator, Value operand) {
    return switch (operator) {
      case NOT -> value(negate(code(operand)));
      case NEGATE ->
          operand instanceof LongValue(long value) && value != Long.MIN_VALUE
              ? new LongValue(-value)
              : null;
      case IS_EMPTY -> operand instanceof SetValue set ? BoolValue.of(set.size() == 0) : null;
    };
  }

  static @Nullable Value apply(
      BinaryOperator operator, Value left, Value right, Entities entities) {
    return switch (operator) {
      case EQUAL -> BoolValue.of(left.equals(right));
      case NOT_EQUAL -> BoolValue.of(!left.equals(right));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> value(compare(operator, left, right));
      case IN -> value(isIn(left, right, entities));
      case ADD, SUBTRACT, MULTIPLY -> arithmetic(operator, left, right);
      case CONTAINS -> left instanceof SetValue set ? BoolValue.of(set.contains(right)) : null;
      case CONTAINS_ALL ->
          left instanceof SetValue set && right instanceof SetValue other
              ? BoolValue.of(set.containsAll(other))
              : null;
      case CONTAINS_ANY ->
          left instanceof SetValue set && right instanceof SetValue other
              ? BoolValue.of(set.containsAny(other))
              : null;
      case GET_TAG -> tag(left, right, entities);
      case HAS_TAG -> value(hasTag(left, right, entities));
    };
  }

  /// `<`, `<=`, `>` and `>=`, which are defined on two longs, two datetimes or two durations.
  static int compare(BinaryOperator operator, Value left, Value right) {
    if (left instanceof LongValue(long a) && right instanceof LongValue(long b)) {
      return compare(operator, a, b);
    }
    if (left instanceof DatetimeValue(long a) && right instanceof DatetimeValue(long b)) {
      return compare(operator, a, b);
    }
    if (left instanceof DurationValue(long a) && right instanceof DurationValue(long b)) {
      return compare(operator, a, b);
    }
    return ERROR;
  }

  static int compare(BinaryOperator operator, long left, long right) {
    return switch (operator) {
      case LESS -> code(left < right);
      case LESS_OR_EQUAL -> code(left <= right);
      case GREATER -> code(left > right);
      case GREATER_OR_EQUAL -> code(left >= right);
      default -> throw new IllegalArgumentException("not a comparison: " + operator);
    };
  }

  /// `+`, `-` and `*` on longs, checked.
  static @Nullable Value arithmetic(BinaryOperator operator, Value left, Value right) {
    if (!(left instanceof LongValue(long a) && right instanceof LongValue(long b))) {
      return null;
    }
    long result = arithmetic(operator, a, b, Long.MIN_VALUE);
    // The minimum may be a result; then no other answer to an overflow can be the same.
    boolean exists = result != Long.MIN_VALUE || arithmetic(operator, a, b, 0) == Long.MIN_VALUE;
    return exists ? new LongValue(result) : null;
  }

  /// `+`, `-` and `*`; `overflow` where the result does not fit.
  static long arithmetic(BinaryOperator operator, long a, long b, long overflow) {
    return switch (operator) {
      case ADD -> {
        long sum = a + b;
        yield ((a ^ sum) & (b ^ sum)) < 0 ? overflow : sum;
      }
      case SUBTRACT -> {
        long difference = a - b;
        yield ((a ^ b) & (a ^ difference)) < 0 ? overflow : difference;
      }
      case MULTIPLY -> {
        long product = a * b;
        yield Math.multiplyHigh(a, b) == product >> 63 ? product : overflow;
      }
      default -> throw new IllegalArgumentException("not arithmetic: " + operator);
    };
  }

  /// Whether an entity is, or is below, another or any of a set; a set with a member that is no
  /// entity is an error wherever that member stands.
  static int isIn(Value left, Value right, Entities entities) {
    if (!(left instanceof EntityUid uid)) {
      return ERROR;
    }
    return switch (right) {
      case EntityUid container -> code(entities.isIn(uid, container));
      case SetValue containers -> isInAny(uid, containers, entities);
      default -> ERROR;
    };
  }

  private static int isInAny(EntityUid uid, SetValue containers, Entities entities) {
    int found = FALSE;
    for (Value container : containers.elements()) {
      if (!(container instanceof EntityUid other)) {
        return ERROR;
      }
      if (found == FALSE && entities.isIn(uid, other)) {
        found = TRUE;
      }
    }
    return found;
  }

  /// Whether an attribute that is there is, for policies.
  static int code(Withholding.Reading reading) {
    return switch (reading) {
      case OPEN -> TRUE;
      case HIDDEN -> FALSE;
      case REFUSED -> ERROR;
    };
  }

  /// `value.name`; null where there is no such attribute, no such entity, or `value` has none, and
  /// where it is withheld.
  static @Nullable Value attribute(Value value, String name, Entities entities) {
    return switch (value) {
      case RecordValue record -> record.find(name);
      case EntityUid uid -> {
        Value found = entities.attributes(uid).find(name);
        yield found != null && code(reading(uid, name, entities)) == TRUE ? found : null;
      }
      default -> null;
    };
  }

  /// What reading an attribute comes to that an entity has.
  static Withholding.Reading reading(EntityUid uid, String name, Entities entities) {
    Withholding withheld = entities.withheld();
    return withheld == null ? Withholding.Reading.OPEN : withheld.reading(uid, name);
  }

  /// `value has name`; false on an entity that does not exist, an error where that is withheld.
  static int has(Value value, String name, Entities entities) {
    return switch (value) {
      case RecordValue record -> code(record.has(name));
      case EntityUid uid -> {
        boolean isThere = entities.attributes(uid).has(name);
        yield isThere ? code(reading(uid, name, entities)) : FALSE;
      }
      default -> ERROR;
    };
  }

  private static @Nullable Value tag(Value left, Value right, Entities entities) {
    if (!(left instanceof EntityUid uid && right instanceof StringValue(String name))) {
      return null;
    }
    Entity entity = entities.find(uid);
    return entity == null ? null : entity.tags().find(name);
  }

  private static int hasTag(Value left, Value right, Entities entities) {
    if (!(left instanceof EntityUid uid && right instanceof StringValue(String name))) {
      return ERROR;
    }
    Entity entity = entities.find(uid);
    return code(entity != null && entity.tags().has(name));
  }
}
