package dev.remit.conformance.generate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;

/// Draws expressions of a type other than Bool; [Conditions] draws the Bools.
final class Terms {
  private static final int ODD_PERCENT = 2;

  private final Draw draw;
  private final Syntax syntax;
  private final Uids uids;
  private final Paths paths;
  private final Conditions conditions;

  Terms(Draw draw, Syntax syntax, Uids uids, Paths paths, Conditions conditions) {
    this.draw = draw;
    this.syntax = syntax;
    this.uids = uids;
    this.paths = paths;
    this.conditions = conditions;
  }

  /// An expression of `type`, seldom of another, with at most `depth` operators above each other.
  Piece of(Type type, int depth) {
    if (draw.percent(ODD_PERCENT)) {
      return literal(draw.pick(List.of(Type.Plain.values())));
    }
    if (type == Type.Plain.BOOL) {
      return conditions.draw(depth);
    }
    if (depth <= 0 || draw.percent(45)) {
      return simple(type);
    }
    return draw.percent(15) ? conditional(type, depth) : composed(type, depth);
  }

  Piece simple(Type type) {
    if (draw.percent(70)) {
      Optional<Paths.Path> path = paths.to(type);
      if (path.isPresent()) {
        return path.get().piece();
      }
    }
    return literal(type);
  }

  Piece literal(Type type) {
    return switch (type) {
      case Type.Plain plain -> plain(plain);
      case Type.Entity(String name) -> Piece.member(syntax.uid(uids.of(name)));
      case Type.SetOf(Type element) -> set(() -> literal(element));
      case Type.Fields(Map<String, Type.Field> fields) ->
          record(fields, field -> literal(field.type()));
    };
  }

  private Piece plain(Type.Plain type) {
    return switch (type) {
      case BOOL -> Piece.member(draw.percent(50) ? "true" : "false");
      case LONG -> number(draw.pick(Pools.LONGS));
      case STRING -> Piece.member(syntax.string(draw.pick(Pools.STRINGS)));
      case IP -> call("ip", type);
      case DECIMAL, DATETIME, DURATION -> call(type.schemaName(), type);
    };
  }

  private static Piece number(long value) {
    return new Piece(Long.toString(value), value < 0 ? Piece.UNARY : Piece.MEMBER);
  }

  private Piece call(String function, Type.Plain type) {
    List<String> pool = draw.percent(93) ? Pools.good(type) : Pools.bad(type);
    String argument = syntax.string(draw.pick(pool));
    return Piece.member(
        function
            + switch (draw.between(0, 199)) {
              case 0 -> "()";
              case 1 -> "(" + argument + ", " + argument + ")";
              case 2 -> "(" + argument + ", 1, true)";
              case 3, 4, 5, 6 -> "(" + simple(Type.Plain.STRING).text() + ")";
              default -> "(" + argument + ")";
            });
  }

  private Piece conditional(Type type, int depth) {
    String text =
        "if "
            + conditions.draw(depth - 1).text()
            + syntax.space()
            + "then "
            + of(type, depth - 1).text()
            + syntax.space()
            + "else "
            + of(type, depth - 1).text();
    return new Piece(text, Piece.IF);
  }

  private Piece composed(Type type, int depth) {
    return switch (type) {
      case Type.Plain plain -> composedPlain(plain, depth);
      case Type.Entity _ -> fromRecord(type, depth);
      case Type.SetOf(Type element) -> set(() -> of(element, depth - 1));
      case Type.Fields(Map<String, Type.Field> fields) ->
          record(fields, field -> of(field.type(), depth - 1));
    };
  }

  private Piece composedPlain(Type.Plain type, int depth) {
    return switch (type) {
      case LONG -> draw.percent(75) ? arithmetic(depth) : milliseconds(depth);
      case DATETIME ->
          draw.percent(60)
              ? method(Type.Plain.DATETIME, "offset", Optional.of(Type.Plain.DURATION), depth)
              : method(Type.Plain.DATETIME, "toDate", Optional.empty(), depth);
      case DURATION ->
          draw.percent(60)
              ? method(
                  Type.Plain.DATETIME, "durationSince", Optional.of(Type.Plain.DATETIME), depth)
              : method(Type.Plain.DATETIME, "toTime", Optional.empty(), depth);
      case BOOL, STRING, IP, DECIMAL -> fromRecord(type, depth);
    };
  }

  private Piece milliseconds(int depth) {
    List<String> units = List.of("toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays");
    return method(Type.Plain.DURATION, draw.pick(units), Optional.empty(), depth);
  }

  Piece method(Type receiver, String name, Optional<Type> argument, int depth) {
    String inner = argument.map(type -> of(type, depth - 1).text()).orElse("");
    return Piece.member(
        syntax.at(Piece.MEMBER, of(receiver, depth - 1)) + "." + name + "(" + inner + ")");
  }

  private Piece arithmetic(int depth) {
    Piece left = of(Type.Plain.LONG, depth - 1);
    Piece right = of(Type.Plain.LONG, depth - 1);
    return switch (draw.between(0, 4)) {
      case 0 -> negated(left);
      case 1, 2 ->
          new Piece(
              syntax.at(Piece.MULTIPLY, left) + " * " + syntax.at(Piece.UNARY, right),
              Piece.MULTIPLY);
      default ->
          new Piece(
              syntax.at(Piece.ADD, left)
                  + (draw.percent(50) ? " + " : " - ")
                  + syntax.at(Piece.MULTIPLY, right),
              Piece.ADD);
    };
  }

  private Piece negated(Piece operand) {
    return new Piece("-" + syntax.at(Piece.MEMBER, operand), Piece.UNARY);
  }

  /// `{name: …}.name`: any type by way of a record.
  private Piece fromRecord(Type type, int depth) {
    String name = draw.pick(Pools.NAMES);
    String text =
        "{" + syntax.key(name) + ": " + of(type, depth - 1).text() + "}" + syntax.attribute(name);
    return Piece.member(text);
  }

  Piece set(Supplier<Piece> element) {
    StringJoiner out = new StringJoiner(", ", "[", draw.percent(5) ? " ]" : "]");
    draw.times(draw.between(0, 3), element).forEach(piece -> out.add(piece.text()));
    return Piece.member(out.toString());
  }

  private Piece record(Map<String, Type.Field> fields, Function<Type.Field, Piece> value) {
    StringJoiner out = new StringJoiner(", ", "{", "}");
    fields.forEach((name, field) -> {
      if (draw.percent(field.required() ? 97 : 50)) {
        out.add(syntax.key(name) + ": " + value.apply(field).text());
      }
    });
    return Piece.member(out.toString());
  }
}
