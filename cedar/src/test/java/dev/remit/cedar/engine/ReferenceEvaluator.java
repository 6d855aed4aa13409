package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExtensionFunction;
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
import java.io.Serial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `evaluate` of the specification, case by case, slow and without cleverness.
///
/// Source: cedar-spec, `Cedar/Spec/Evaluator.lean`. The sugar that our syntax keeps (`!=`, `>`,
/// `>=`, `is … in`, `has a.b`) is evaluated as what Cedar's parser makes of it.
final class ReferenceEvaluator {
  /// An expression without a value.
  static final class NoValue extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final ErrorCode code;

    NoValue(ErrorCode code) {
      super(code.code());
      this.code = code;
    }

    ErrorCode code() {
      return code;
    }
  }

  private final Request request;
  private final Entities entities;

  ReferenceEvaluator(Request request, Entities entities) {
    this.request = request;
    this.entities = entities;
  }

  Value evaluate(Expr expr) throws NoValue {
    return switch (expr) {
      case Expr.Literal(Value value, _) -> value;
      case Expr.Var(var variable, _) ->
          switch (variable) {
            case PRINCIPAL -> request.principal();
            case ACTION -> request.action();
            case RESOURCE -> request.resource();
            case CONTEXT -> request.context();
          };
      case Expr.If(Expr condition, Expr then, Expr otherwise, _) ->
          asBool(evaluate(condition)) ? evaluate(then) : evaluate(otherwise);
      case Expr.And(List<Expr> operands, _) -> and(operands);
      case Expr.Or(List<Expr> operands, _) -> or(operands);
      case Expr.Unary(UnaryOperator operator, Expr operand, _) ->
          apply1(operator, evaluate(operand));
      case Expr.Binary(BinaryOperator operator, Expr left, Expr right, _) ->
          apply2(operator, evaluate(left), evaluate(right));
      case Expr.Like(Expr operand, var pattern, _) ->
          BoolValue.of(pattern.matches(asString(evaluate(operand))));
      case Expr.Is(Expr operand, var type, _) ->
          BoolValue.of(asEntity(evaluate(operand)).type().equals(type));
      case Expr.IsIn(Expr operand, var type, Expr container, _) -> {
        EntityUid uid = asEntity(evaluate(operand));
        yield uid.type().equals(type) ? in(uid, evaluate(container)) : BoolValue.FALSE;
      }
      case Expr.GetAttribute(Expr operand, String name, _) -> getAttr(evaluate(operand), name);
      case Expr.HasAttribute(Expr operand, List<String> path, _) -> has(evaluate(operand), path);
      case Expr.SetLiteral(List<Expr> elements, _) -> SetValue.of(evaluate(elements));
      case Expr.RecordLiteral(List<Expr.Field> fields, _) -> record(fields);
      case Expr.Call(var function, List<Expr> arguments, _) -> call(function, evaluate(arguments));
    };
  }

  private List<Value> evaluate(List<Expr> exprs) throws NoValue {
    List<Value> values = new ArrayList<>();
    for (Expr expr : exprs) {
      values.add(evaluate(expr));
    }
    return values;
  }

  private Value and(List<Expr> operands) throws NoValue {
    for (Expr operand : operands) {
      if (!asBool(evaluate(operand))) {
        return BoolValue.FALSE;
      }
    }
    return BoolValue.TRUE;
  }

  private Value or(List<Expr> operands) throws NoValue {
    for (Expr operand : operands) {
      if (asBool(evaluate(operand))) {
        return BoolValue.TRUE;
      }
    }
    return BoolValue.FALSE;
  }

  private Value record(List<Expr.Field> fields) throws NoValue {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Expr.Field field : fields) {
      values.put(field.name(), evaluate(field.value()));
    }
    return RecordValue.of(values);
  }

  private static Value call(ExtensionFunction function, List<Value> values) throws NoValue {
    Value result =
        switch (function.arity() == values.size() ? values.size() : 0) {
          case 1 -> ExtensionFunctions.apply(function, values.getFirst());
          case 2 -> ExtensionFunctions.apply(function, values.getFirst(), values.getLast());
          default -> null;
        };
    if (result == null) {
      throw new NoValue(ExtensionFunctions.failure(function, values).code());
    }
    return result;
  }

  private static Value apply1(UnaryOperator operator, Value operand) throws NoValue {
    return switch (operator) {
      case NOT -> BoolValue.of(!asBool(operand));
      case NEGATE -> intOrErr(asLong(operand).negate());
      case IS_EMPTY -> BoolValue.of(asSet(operand).size() == 0);
    };
  }

  private Value apply2(BinaryOperator operator, Value left, Value right) throws NoValue {
    return switch (operator) {
      case EQUAL -> BoolValue.of(left.equals(right));
      case NOT_EQUAL -> BoolValue.of(!left.equals(right));
      case LESS -> BoolValue.of(compare(left, right) < 0);
      case LESS_OR_EQUAL -> BoolValue.of(compare(left, right) <= 0);
      case GREATER -> BoolValue.of(compare(left, right) > 0);
      case GREATER_OR_EQUAL -> BoolValue.of(compare(left, right) >= 0);
      case ADD -> intOrErr(asLong(left).add(asLong(right)));
      case SUBTRACT -> intOrErr(asLong(left).subtract(asLong(right)));
      case MULTIPLY -> intOrErr(asLong(left).multiply(asLong(right)));
      case CONTAINS -> BoolValue.of(asSet(left).elements().contains(right));
      case CONTAINS_ALL ->
          BoolValue.of(asSet(left).elements().containsAll(asSet(right).elements()));
      case CONTAINS_ANY ->
          BoolValue.of(asSet(left).elements().stream().anyMatch(asSet(right).elements()::contains));
      case IN -> in(asEntity(left), right);
      case HAS_TAG -> {
        Entity entity = entities.find(asEntity(left));
        String tag = asString(right);
        yield BoolValue.of(entity != null && entity.tags().has(tag));
      }
      case GET_TAG -> {
        EntityUid uid = asEntity(left);
        String tag = asString(right);
        yield orElse(require(uid).tags().find(tag), ErrorCode.MISSING_TAG);
      }
    };
  }

  private static int compare(Value left, Value right) throws NoValue {
    if (left instanceof DatetimeValue(long a) && right instanceof DatetimeValue(long b)) {
      return Long.compare(a, b);
    }
    if (left instanceof DurationValue(long a) && right instanceof DurationValue(long b)) {
      return Long.compare(a, b);
    }
    return asLong(left).compareTo(asLong(right));
  }

  private static Value intOrErr(BigInteger exact) throws NoValue {
    if (exact.bitLength() >= Long.SIZE) {
      throw new NoValue(ErrorCode.OVERFLOW);
    }
    return new LongValue(exact.longValueExact());
  }

  /// `inₛ` looks at every member before it answers.
  private Value in(EntityUid uid, Value container) throws NoValue {
    if (!(container instanceof SetValue set)) {
      return BoolValue.of(ReferenceEngine.in(uid, asEntity(container), entities));
    }
    boolean any = false;
    for (Value member : set) {
      any |= ReferenceEngine.in(uid, asEntity(member), entities);
    }
    return BoolValue.of(any);
  }

  /// `a has first.rest` is `a has first && a.first has rest`.
  private Value has(Value value, List<String> path) throws NoValue {
    String first = path.getFirst();
    if (!hasAttr(value, first)) {
      return BoolValue.FALSE;
    }
    return path.size() == 1
        ? BoolValue.TRUE
        : has(getAttr(value, first), path.subList(1, path.size()));
  }

  private boolean hasAttr(Value value, String name) throws NoValue {
    if (value instanceof RecordValue record) {
      return record.has(name);
    }
    Entity entity = entities.find(asEntity(value));
    return entity != null && entity.attributes().has(name);
  }

  private Value getAttr(Value value, String name) throws NoValue {
    RecordValue attributes =
        value instanceof RecordValue record ? record : require(asEntity(value)).attributes();
    return orElse(attributes.find(name), ErrorCode.MISSING_ATTRIBUTE);
  }

  private Entity require(EntityUid uid) throws NoValue {
    Entity entity = entities.find(uid);
    if (entity == null) {
      throw new NoValue(ErrorCode.MISSING_ENTITY);
    }
    return entity;
  }

  private static Value orElse(@Nullable Value value, ErrorCode code) throws NoValue {
    if (value == null) {
      throw new NoValue(code);
    }
    return value;
  }

  static boolean asBool(Value value) throws NoValue {
    if (value instanceof BoolValue(boolean bool)) {
      return bool;
    }
    throw new NoValue(ErrorCode.TYPE);
  }

  private static BigInteger asLong(Value value) throws NoValue {
    if (value instanceof LongValue(long number)) {
      return BigInteger.valueOf(number);
    }
    throw new NoValue(ErrorCode.TYPE);
  }

  private static String asString(Value value) throws NoValue {
    if (value instanceof StringValue(String text)) {
      return text;
    }
    throw new NoValue(ErrorCode.TYPE);
  }

  private static EntityUid asEntity(Value value) throws NoValue {
    if (value instanceof EntityUid uid) {
      return uid;
    }
    throw new NoValue(ErrorCode.TYPE);
  }

  private static SetValue asSet(Value value) throws NoValue {
    if (value instanceof SetValue set) {
      return set;
    }
    throw new NoValue(ErrorCode.TYPE);
  }
}
