package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.policy.Pattern;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Draws expressions over the names of [RandomWorld]: mostly of the kind asked for, so that they
/// have values, sometimes of another, so that they have none.
final class RandomExpressions {
  /// The kinds of values that expressions are drawn of; attributes are named by them.
  enum Kind {
    BOOL,
    LONG,
    STRING,
    ENTITY,
    SET,
    RECORD,
    IP,
    DECIMAL,
    DATETIME,
    DURATION
  }

  private static final int MISFIT_ONE_IN = 25;

  private final RandomGenerator random;

  RandomExpressions(RandomGenerator random) {
    this.random = random;
  }

  /// An expression of at most `depth` levels.
  Expr any(Kind wanted, int depth) {
    Kind kind = random.nextInt(MISFIT_ONE_IN) == 0 ? pick(Kind.values()) : wanted;
    if (depth <= 1) {
      return leaf(kind);
    }
    return switch (random.nextInt(8)) {
      case 0 -> leaf(kind);
      case 1 -> attribute(kind, depth);
      case 2 ->
          new Expr.If(
              any(Kind.BOOL, depth - 1), any(kind, depth - 1), any(kind, depth - 1), Span.NONE);
      default -> operation(kind, depth - 1);
    };
  }

  private Expr operation(Kind kind, int depth) {
    return switch (kind) {
      case BOOL -> bool(depth);
      case LONG -> number(depth);
      case STRING -> attribute(kind, depth);
      case ENTITY -> attribute(kind, depth);
      case SET -> set(depth);
      case RECORD -> record(depth);
      case IP -> leaf(kind);
      case DECIMAL -> leaf(kind);
      case DATETIME ->
          random.nextBoolean()
              ? call(ExtensionFunction.TO_DATE, any(kind, depth))
              : call(ExtensionFunction.OFFSET, any(kind, depth), any(Kind.DURATION, depth));
      case DURATION ->
          random.nextBoolean()
              ? call(ExtensionFunction.TO_TIME, any(Kind.DATETIME, depth))
              : call(
                  ExtensionFunction.DURATION_SINCE,
                  any(Kind.DATETIME, depth),
                  any(Kind.DATETIME, depth));
    };
  }

  private Expr bool(int depth) {
    List<Supplier<Expr>> choices =
        List.of(
            () -> new Expr.And(operands(depth), Span.NONE),
            () -> new Expr.Or(operands(depth), Span.NONE),
            () -> new Expr.Unary(UnaryOperator.NOT, any(Kind.BOOL, depth), Span.NONE),
            () -> new Expr.Unary(UnaryOperator.IS_EMPTY, any(Kind.SET, depth), Span.NONE),
            () ->
                same(
                    pick(BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL),
                    pick(Kind.values()),
                    depth),
            () -> same(comparison(), pick(Kind.LONG, Kind.DATETIME, Kind.DURATION), depth),
            () -> binary(BinaryOperator.IN, any(Kind.ENTITY, depth), container(depth)),
            () ->
                binary(
                    BinaryOperator.CONTAINS, any(Kind.SET, depth), any(pick(Kind.values()), depth)),
            () ->
                same(
                    pick(BinaryOperator.CONTAINS_ALL, BinaryOperator.CONTAINS_ANY),
                    Kind.SET,
                    depth),
            () -> binary(BinaryOperator.HAS_TAG, any(Kind.ENTITY, depth), any(Kind.STRING, depth)),
            () -> new Expr.Like(any(Kind.STRING, depth), pattern(), Span.NONE),
            () -> new Expr.Is(any(Kind.ENTITY, depth), pick(RandomWorld.TYPES), Span.NONE),
            () ->
                new Expr.IsIn(
                    any(Kind.ENTITY, depth), pick(RandomWorld.TYPES), container(depth), Span.NONE),
            () ->
                new Expr.HasAttribute(
                    any(pick(Kind.ENTITY, Kind.RECORD), depth), path(), Span.NONE),
            () -> extension(depth));
    return pick(choices).get();
  }

  private Expr extension(int depth) {
    return switch (random.nextInt(4)) {
      case 0 ->
          call(pick(ExtensionFunction.IS_IPV4, ExtensionFunction.IS_LOOPBACK), any(Kind.IP, depth));
      case 1 -> call(ExtensionFunction.IS_IN_RANGE, any(Kind.IP, depth), any(Kind.IP, depth));
      case 2 ->
          call(ExtensionFunction.LESS_THAN, any(Kind.DECIMAL, depth), any(Kind.DECIMAL, depth));
      default -> call(ExtensionFunction.UNKNOWN, any(Kind.STRING, depth));
    };
  }

  private Expr number(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> new Expr.Unary(UnaryOperator.NEGATE, any(Kind.LONG, depth), Span.NONE);
      case 1 ->
          call(
              pick(ExtensionFunction.TO_HOURS, ExtensionFunction.TO_DAYS),
              any(Kind.DURATION, depth));
      default ->
          same(
              pick(BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY),
              Kind.LONG,
              depth);
    };
  }

  private Expr set(int depth) {
    List<Expr> elements = new ArrayList<>();
    Kind kind = pick(Kind.values());
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(any(kind, depth));
    }
    return new Expr.SetLiteral(elements, Span.NONE);
  }

  private Expr record(int depth) {
    List<Expr.Field> fields = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (random.nextInt(4) == 0) {
        fields.add(new Expr.Field(name(kind), any(kind, depth)));
      }
    }
    return new Expr.RecordLiteral(fields, Span.NONE);
  }

  private Expr attribute(Kind kind, int depth) {
    Kind holder = pick(Kind.ENTITY, Kind.RECORD);
    if (random.nextInt(6) == 0) {
      return binary(
          BinaryOperator.GET_TAG, any(Kind.ENTITY, depth - 1), any(Kind.STRING, depth - 1));
    }
    return new Expr.GetAttribute(any(holder, depth - 1), name(kind), Span.NONE);
  }

  static String name(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Expr leaf(Kind kind) {
    return switch (kind) {
      case BOOL -> literal(BoolValue.of(random.nextBoolean()));
      case LONG -> literal(new LongValue(pick(RandomWorld.NUMBERS)));
      case STRING -> literal(new StringValue(pick(RandomWorld.STRINGS)));
      case ENTITY ->
          random.nextInt(4) == 0
              ? literal(entity())
              : new Expr.Var(
                  pick(Variable.PRINCIPAL, Variable.ACTION, Variable.RESOURCE), Span.NONE);
      case SET -> new Expr.SetLiteral(List.of(), Span.NONE);
      case RECORD -> new Expr.Var(Variable.CONTEXT, Span.NONE);
      case IP -> construct(ExtensionFunction.IP, RandomWorld.IPS);
      case DECIMAL -> construct(ExtensionFunction.DECIMAL, RandomWorld.DECIMALS);
      case DATETIME -> construct(ExtensionFunction.DATETIME, RandomWorld.DATETIMES);
      case DURATION -> construct(ExtensionFunction.DURATION, RandomWorld.DURATIONS);
    };
  }

  private Expr construct(ExtensionFunction constructor, List<String> texts) {
    return call(constructor, literal(new StringValue(pick(texts))));
  }

  EntityUid entity() {
    return new EntityUid(pick(RandomWorld.TYPES), pick(RandomWorld.IDS));
  }

  private Expr container(int depth) {
    return random.nextBoolean() ? any(Kind.ENTITY, depth) : entities(depth);
  }

  private Expr entities(int depth) {
    List<Expr> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(any(Kind.ENTITY, depth - 1));
    }
    return new Expr.SetLiteral(elements, Span.NONE);
  }

  private List<Expr> operands(int depth) {
    List<Expr> operands = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      operands.add(any(Kind.BOOL, depth));
    }
    return operands;
  }

  private List<String> path() {
    List<String> path = new ArrayList<>(List.of(name(pick(Kind.values()))));
    for (int i = random.nextInt(3); i > 0; i--) {
      path.add(0, name(pick(Kind.ENTITY, Kind.RECORD, Kind.LONG)));
    }
    return path;
  }

  private Pattern pattern() {
    return pick(
        new Pattern(List.of("x")),
        new Pattern(List.of("", "")),
        new Pattern(List.of("x", "", "y")));
  }

  private BinaryOperator comparison() {
    return pick(
        BinaryOperator.LESS,
        BinaryOperator.LESS_OR_EQUAL,
        BinaryOperator.GREATER,
        BinaryOperator.GREATER_OR_EQUAL);
  }

  private Expr same(BinaryOperator operator, Kind kind, int depth) {
    return binary(operator, any(kind, depth), any(kind, depth));
  }

  private static Expr binary(BinaryOperator operator, Expr left, Expr right) {
    return new Expr.Binary(operator, left, right, Span.NONE);
  }

  private static Expr call(ExtensionFunction function, Expr... arguments) {
    return new Expr.Call(function, List.of(arguments), Span.NONE);
  }

  private static Expr literal(Value value) {
    return new Expr.Literal(value, Span.NONE);
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  final <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
