package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The slow walk over a policy's conditions that knows the reason and the place of every error.
///
/// Decisions come from the compiled conditions; this is asked afterwards, for what a person wants
/// to know. An observer sees every sub-expression that is reached, and what it came to.
final class Evaluator {
  /// Told of each expression reached: [#enter] before, [#leave] after its operands.
  interface Observer {
    Observer NONE =
        new Observer() {
          @Override
          public void enter(Expr expr) {}

          @Override
          public void leave(Expr expr, Outcome outcome) {}
        };

    void enter(Expr expr);

    void leave(Expr expr, Outcome outcome);
  }

  private final Request request;
  private final Entities entities;
  private final Observer observer;

  Evaluator(Request request, Entities entities, Observer observer) {
    this.request = request;
    this.entities = entities;
    this.observer = observer;
  }

  /// Whether all conditions hold; the scope is not looked at.
  Outcome conditions(Policy policy) {
    for (Condition condition : policy.conditions()) {
      Outcome outcome = condition(condition);
      if (!outcome.equals(TRUE)) {
        return outcome;
      }
    }
    return TRUE;
  }

  /// Whether one `when` or `unless` holds.
  Outcome condition(Condition condition) {
    Outcome body = evaluate(condition.body());
    return switch (body) {
      case Outcome.Failed _ -> body;
      case Outcome.Got(BoolValue(boolean value)) ->
          got(value == (condition.kind() == Condition.Kind.WHEN));
      case Outcome.Got(Value value) -> failed(Failures.condition(value), condition.body().span());
    };
  }

  private static final Outcome TRUE = got(true);

  Outcome evaluate(Expr expr) {
    observer.enter(expr);
    Outcome outcome = apply(expr);
    observer.leave(expr, outcome);
    return outcome;
  }

  private Outcome apply(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> new Outcome.Got(literal.value());
      case Expr.Var variable -> new Outcome.Got(variable(variable));
      case Expr.If choice -> choose(choice);
      case Expr.And and -> chain(and.operands(), "&&", false);
      case Expr.Or or -> chain(or.operands(), "||", true);
      case Expr.Unary unary ->
          with(
              unary.operand(),
              value ->
                  orElse(
                      Operators.apply(unary.operator(), value),
                      unary,
                      () -> Failures.of(unary.operator(), value)));
      case Expr.Binary binary -> binary(binary);
      case Expr.Like like -> with(like.operand(), value -> like(like, value));
      case Expr.Is is -> with(is.operand(), value -> is(is.type(), value, is));
      case Expr.IsIn isIn -> with(isIn.operand(), value -> isIn(isIn, value));
      case Expr.GetAttribute get ->
          with(
              get.operand(),
              value ->
                  orElse(
                      Operators.attribute(value, get.name(), entities),
                      get,
                      () -> Failures.attribute(value, get.name(), entities)));
      case Expr.HasAttribute has -> with(has.operand(), value -> has(has, value));
      case Expr.SetLiteral set -> all(set.elements(), values -> SetValue.of(values));
      case Expr.RecordLiteral record -> record(record);
      case Expr.Call call -> call(call);
    };
  }

  private Value variable(Expr.Var variable) {
    return switch (variable.variable()) {
      case PRINCIPAL -> request.principal();
      case ACTION -> request.action();
      case RESOURCE -> request.resource();
      case CONTEXT -> request.context();
    };
  }

  private Outcome choose(Expr.If choice) {
    return with(
        choice.condition(),
        value ->
            value instanceof BoolValue(boolean bool)
                ? evaluate(bool ? choice.then() : choice.otherwise())
                : failed(Failures.operand("if", "a bool", value), choice.condition().span()));
  }

  private Outcome chain(List<Expr> operands, String operator, boolean decisive) {
    for (Expr operand : operands) {
      Outcome outcome = evaluate(operand);
      switch (outcome) {
        case Outcome.Failed _ -> {
          return outcome;
        }
        case Outcome.Got(BoolValue(boolean bool)) -> {
          if (bool == decisive) {
            return outcome;
          }
        }
        case Outcome.Got(Value value) -> {
          return failed(Failures.operand(operator, "a bool", value), operand.span());
        }
      }
    }
    return got(!decisive);
  }

  private Outcome binary(Expr.Binary binary) {
    return with(
        binary.left(),
        left ->
            with(
                binary.right(),
                right ->
                    orElse(
                        Operators.apply(binary.operator(), left, right, entities),
                        binary,
                        () -> Failures.of(binary.operator(), left, right, entities))));
  }

  private static Outcome like(Expr.Like like, Value value) {
    return value instanceof StringValue(String text)
        ? got(like.pattern().matches(text))
        : failed(Failures.operand("like", "a string", value), like.span());
  }

  private static Outcome is(dev.remit.cedar.value.Name type, Value value, Expr expr) {
    return value instanceof EntityUid uid
        ? got(uid.type().equals(type))
        : failed(Failures.operand("is", "an entity", value), expr.span());
  }

  private Outcome isIn(Expr.IsIn expr, Value value) {
    Outcome is = is(expr.type(), value, expr);
    if (!is.equals(TRUE)) {
      return is;
    }
    return with(
        expr.container(),
        container ->
            orElse(
                Operators.apply(BinaryOperator.IN, value, container, entities),
                expr,
                () -> Failures.of(BinaryOperator.IN, value, container, entities)));
  }

  private Outcome has(Expr.HasAttribute has, Value value) {
    Value at = value;
    for (int i = 0; ; i++) {
      String name = has.path().get(i);
      int code = Operators.has(at, name, entities);
      if (code == Operators.ERROR) {
        return failed(Failures.has(name, at, entities), has.span());
      }
      if (code == Operators.FALSE || i == has.path().size() - 1) {
        return got(code == Operators.TRUE);
      }
      Value next = Operators.attribute(at, name, entities);
      if (next == null) {
        return failed(Failures.attribute(at, name, entities), has.span());
      }
      at = next;
    }
  }

  private Outcome record(Expr.RecordLiteral record) {
    return all(
        record.fields().stream().map(Expr.Field::value).toList(),
        values -> {
          Map<String, Value> fields = new LinkedHashMap<>();
          for (int i = 0; i < values.size(); i++) {
            fields.put(record.fields().get(i).name(), values.get(i));
          }
          return RecordValue.of(fields);
        });
  }

  private Outcome call(Expr.Call call) {
    List<Value> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      switch (evaluate(argument)) {
        case Outcome.Failed failed -> {
          return failed;
        }
        case Outcome.Got(Value value) -> arguments.add(value);
      }
    }
    if (!call.isComplete()) {
      return orElse(null, call, () -> ExtensionFunctions.failure(call.function(), arguments));
    }
    Value first = arguments.getFirst();
    Value result =
        arguments.size() == 1
            ? ExtensionFunctions.apply(call.function(), first)
            : ExtensionFunctions.apply(call.function(), first, arguments.get(1));
    return orElse(result, call, () -> ExtensionFunctions.failure(call.function(), arguments));
  }

  private Outcome with(Expr operand, java.util.function.Function<Value, Outcome> next) {
    return switch (evaluate(operand)) {
      case Outcome.Failed failed -> failed;
      case Outcome.Got(Value value) -> next.apply(value);
    };
  }

  private Outcome all(
      List<Expr> operands, java.util.function.Function<List<Value>, Value> combine) {
    List<Value> values = new ArrayList<>(operands.size());
    for (Expr operand : operands) {
      switch (evaluate(operand)) {
        case Outcome.Failed failed -> {
          return failed;
        }
        case Outcome.Got(Value value) -> values.add(value);
      }
    }
    return new Outcome.Got(combine.apply(values));
  }

  private static Outcome orElse(
      @Nullable Value value, Expr expr, java.util.function.Supplier<Failure> failure) {
    return value == null ? failed(failure.get(), expr.span()) : new Outcome.Got(value);
  }

  private static Outcome got(boolean value) {
    return new Outcome.Got(BoolValue.of(value));
  }

  private static Outcome failed(Failure failure, Span span) {
    return new Outcome.Failed(failure, span);
  }
}
