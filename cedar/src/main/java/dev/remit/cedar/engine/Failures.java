package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Excerpt;
import dev.remit.cedar.value.ExtensionValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;

/// Why an operation of [Operators] has no value. Called only after one had none.
final class Failures {
  private Failures() {}

  static Failure of(UnaryOperator operator, Value operand) {
    return switch (operator) {
      case NOT -> Failure.type("!", "a bool", describe(operand));
      case NEGATE ->
          operand instanceof LongValue
              ? overflow("-(" + operand + ")")
              : Failure.type("-", "a long", describe(operand));
      case IS_EMPTY -> Failure.type("isEmpty", "a set", describe(operand));
    };
  }

  static Failure of(BinaryOperator operator, Value left, Value right, Entities entities) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(operator, left, right);
      case IN -> in(left, right);
      case ADD, SUBTRACT, MULTIPLY -> arithmetic(operator, left, right);
      case CONTAINS -> Failure.type("contains", "a set", describe(left));
      case CONTAINS_ALL, CONTAINS_ANY ->
          Failure.type(operator.text(), "a set", describe(left instanceof SetValue ? right : left));
      case GET_TAG, HAS_TAG -> tag(operator, left, right, entities);
      case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("equality always has a value");
    };
  }

  private static Failure comparison(BinaryOperator operator, Value left, Value right) {
    Failure failure =
        Failure.type(
            operator.text(),
            "two longs, two datetimes or two durations",
            describe(left) + " and " + describe(right));
    boolean decimals = left instanceof DecimalValue || right instanceof DecimalValue;
    return decimals
        ? new Failure(failure.code(), failure.message() + "; compare decimals with `lessThan`")
        : failure;
  }

  private static Failure arithmetic(BinaryOperator operator, Value left, Value right) {
    if (left instanceof LongValue && right instanceof LongValue) {
      return overflow(left + " " + operator.text() + " " + right);
    }
    return Failure.type(
        operator.text(), "longs", describe(left instanceof LongValue ? right : left));
  }

  private static Failure overflow(String operation) {
    return new Failure(ErrorCode.OVERFLOW, "`" + operation + "` is outside the 64-bit range");
  }

  private static Failure in(Value left, Value right) {
    if (!(left instanceof EntityUid)) {
      return Failure.type("in", "an entity on its left", describe(left));
    }
    if (right instanceof SetValue set) {
      for (Value member : set.elements()) {
        if (!(member instanceof EntityUid)) {
          return Failure.type("in", "a set of entities alone", describe(member));
        }
      }
    }
    return Failure.type("in", "an entity or a set of entities on its right", describe(right));
  }

  private static Failure tag(BinaryOperator operator, Value left, Value right, Entities entities) {
    if (!(left instanceof EntityUid uid)) {
      return Failure.type(operator.text(), "an entity", describe(left));
    }
    if (!(right instanceof StringValue)) {
      return Failure.type(operator.text(), "a string as the tag's name", describe(right));
    }
    if (entities.find(uid) == null) {
      return missingEntity(uid);
    }
    return new Failure(ErrorCode.MISSING_TAG, "`" + uid + "` has no tag `" + right + "`");
  }

  static Failure attribute(Value value, String name, Entities entities) {
    return switch (value) {
      case RecordValue _ ->
          new Failure(ErrorCode.MISSING_ATTRIBUTE, "the record has no attribute `" + name + "`");
      case EntityUid uid when entities.find(uid) == null -> missingEntity(uid);
      case EntityUid uid when entities.attributes(uid).has(name) -> withheld(uid, name, entities);
      case EntityUid uid ->
          new Failure(ErrorCode.MISSING_ATTRIBUTE, "`" + uid + "` has no attribute `" + name + "`");
      default -> Failure.type("." + name, "an entity or a record", describe(value));
    };
  }

  /// What is hidden is missing, and the message says why; what is refused is there.
  private static Failure withheld(EntityUid uid, String name, Entities entities) {
    Withholding withheld = entities.withheld();
    boolean isHidden = Operators.reading(uid, name, entities) == Withholding.Reading.HIDDEN;
    return new Failure(
        isHidden ? ErrorCode.MISSING_ATTRIBUTE : ErrorCode.WITHHELD,
        "`"
            + name
            + "` of `"
            + uid
            + "` "
            + (withheld == null ? "is withheld" : withheld.reason(uid, name)));
  }

  static Failure has(String name, Value value, Entities entities) {
    if (value instanceof EntityUid uid) {
      return withheld(uid, name, entities);
    }
    return Failure.type("has " + name, "an entity or a record", describe(value));
  }

  static Failure condition(Value value) {
    return new Failure(ErrorCode.TYPE, "a condition must be a bool; found " + describe(value));
  }

  static Failure operand(String operation, String expected, Value value) {
    return Failure.type(operation, expected, describe(value));
  }

  private static Failure missingEntity(EntityUid uid) {
    return new Failure(ErrorCode.MISSING_ENTITY, "entity `" + uid + "` does not exist");
  }

  /// The kind of a value, where its text does not begin with it, and that text, which is cut where
  /// it is long.
  static String describe(Value value) {
    String kind = value instanceof ExtensionValue ? "" : value.kind() + " ";
    return kind + "`" + text(value) + "`";
  }

  static String text(Value value) {
    return Excerpt.of(value);
  }
}
