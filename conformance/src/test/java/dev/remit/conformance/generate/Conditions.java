package dev.remit.conformance.generate;

import dev.remit.conformance.world.Uid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Draws expressions of type Bool.
final class Conditions {
  private static final List<Type> ORDERED =
      List.of(Type.Plain.LONG, Type.Plain.LONG, Type.Plain.DATETIME, Type.Plain.DURATION);
  private static final List<Type.Plain> PLAIN = List.of(Type.Plain.values());

  private final Draw draw;
  private final Scene scene;
  private final Syntax syntax;
  private final Uids uids;
  private final Paths paths;
  private final Terms terms;

  Conditions(Draw draw, Scene scene) {
    this.draw = draw;
    this.scene = scene;
    this.syntax = new Syntax(draw);
    this.uids = new Uids(draw, scene.shape());
    this.paths = new Paths(draw, syntax, scene);
    this.terms = new Terms(draw, syntax, uids, paths, this);
  }

  /// A condition with at most `depth` operators above each other.
  Piece draw(int depth) {
    if (depth <= 0) {
      return draw.percent(50) ? terms.simple(Type.Plain.BOOL) : scopeLike();
    }
    return switch (draw.between(0, 25)) {
      case 0, 1, 2 -> chain(" && ", Piece.AND, Piece.RELATION, depth);
      case 3, 4, 5 -> chain(" || ", Piece.OR, Piece.AND, depth);
      case 6, 7 -> not(depth);
      case 8 -> conditional(depth);
      case 9, 10, 11 -> equality(depth);
      case 12, 13 -> order(depth);
      case 14 -> scopeLike();
      case 15 -> in(depth);
      case 16, 17 -> has(depth);
      case 18 -> like(depth);
      case 19, 20 -> contains(depth);
      case 21 -> hasTag(depth);
      case 22 -> address(depth);
      case 23 -> decimal(depth);
      default -> guarded(depth);
    };
  }

  private Piece chain(String operator, int level, int operandLevel, int depth) {
    StringJoiner out = new StringJoiner(operator);
    draw.times(draw.between(2, 4), () -> operand(depth - 1))
        .forEach(piece -> out.add(syntax.at(operandLevel, piece) + end()));
    return new Piece(out.toString(), level);
  }

  private String end() {
    return draw.percent(3) ? syntax.space() : "";
  }

  /// Mostly a Bool; else what makes `&&` an error when it is reached.
  private Piece operand(int depth) {
    return draw.percent(98) ? draw(depth) : terms.literal(draw.pick(PLAIN));
  }

  private Piece not(int depth) {
    String bangs = draw.percent(80) ? "!" : "!".repeat(draw.between(1, 4));
    return new Piece(bangs + syntax.at(Piece.MEMBER, operand(depth - 1)), Piece.UNARY);
  }

  private Piece conditional(int depth) {
    String text =
        "if %s then %s else %s"
            .formatted(
                operand(depth - 1).text(), draw(depth - 1).text(), operand(depth - 1).text());
    return new Piece(text, Piece.IF);
  }

  private Piece equality(int depth) {
    Type type = anyType();
    Type other = draw.percent(85) ? type : anyType();
    return relation(
        terms.of(type, depth - 1), draw.percent(70) ? "==" : "!=", terms.of(other, depth - 1));
  }

  private Piece order(int depth) {
    Type type = draw.pick(ORDERED);
    Type other = draw.percent(96) ? type : anyType();
    return relation(
        terms.of(type, depth - 1),
        draw.pick(List.of("<", "<=", ">", ">=")),
        terms.of(other, depth - 1));
  }

  private Piece relation(Piece left, String operator, Piece right) {
    String text =
        syntax.at(Piece.ADD, left)
            + syntax.space()
            + operator
            + syntax.space()
            + syntax.at(Piece.ADD, right);
    return new Piece(text, Piece.RELATION);
  }

  private Type anyType() {
    return draw.percent(70) ? draw.pick(paths.all()).type() : draw.pick(PLAIN);
  }

  private Piece entity(int depth) {
    return draw.percent(97) ? terms.of(entityType(), depth - 1) : terms.literal(draw.pick(PLAIN));
  }

  private Type.Entity entityType() {
    return new Type.Entity(draw.pick(scene.shape().kinds()).name());
  }

  /// `principal in …`, `action == …`: what a scope could say too.
  private Piece scopeLike() {
    Piece variable = Piece.member(draw.pick(List.of("principal", "action", "resource")));
    Uid uid = variable.text().equals("action") ? uids.action() : uids.any();
    String name = syntax.uid(uid);
    return switch (draw.between(0, 3)) {
      case 0 -> relation(variable, "==", Piece.member(name));
      case 1 -> relation(variable, "in", Piece.member(name));
      case 2 -> new Piece(variable.text() + " is " + uid.type(), Piece.RELATION);
      default -> relation(variable, "is " + uid.type() + " in", Piece.member(name));
    };
  }

  private Piece in(int depth) {
    Piece right = draw.percent(50) ? entity(depth) : terms.set(() -> entity(Math.min(depth, 2)));
    return draw.percent(75)
        ? relation(entity(depth), "in", right)
        : relation(entity(depth), "is " + entityType().name() + " in", right);
  }

  private Piece has(int depth) {
    Optional<Paths.Path> path =
        paths.toKind(draw.percent(50) ? Type.Entity.class : Type.Fields.class);
    Piece operand =
        draw.percent(90) && path.isPresent() ? path.get().piece() : terms.of(anyType(), depth - 1);
    return new Piece(
        syntax.at(Piece.ADD, operand) + " has " + hasPath(path.map(Paths.Path::type)),
        Piece.RELATION);
  }

  private String hasPath(Optional<Type> type) {
    String name = attributeName(type);
    if (!Syntax.isIdentifier(name) || draw.percent(70)) {
      return syntax.key(name);
    }
    List<String> more =
        draw.times(draw.between(1, 2), () -> draw.pick(Pools.NAMES)).stream()
            .filter(Syntax::isIdentifier)
            .toList();
    return more.isEmpty() ? name : name + "." + String.join(".", more);
  }

  private String attributeName(Optional<Type> type) {
    Optional<Map<String, Type.Field>> fields =
        type.flatMap(known ->
            switch (known) {
              case Type.Entity(String name) ->
                  scene.shape().kind(name).map(kind -> kind.attributes().fields());
              case Type.Fields(Map<String, Type.Field> inner) -> Optional.of(inner);
              case Type.Plain _, Type.SetOf _ -> Optional.empty();
            });
    List<String> names = fields.map(found -> List.copyOf(found.keySet())).orElse(List.of());
    return names.isEmpty() || draw.percent(20) ? draw.pick(Pools.NAMES) : draw.pick(names);
  }

  private Piece like(int depth) {
    Type type = draw.percent(97) ? Type.Plain.STRING : anyType();
    return new Piece(
        syntax.at(Piece.ADD, terms.of(type, depth - 1)) + " like " + pattern(), Piece.RELATION);
  }

  private String pattern() {
    StringBuilder out = new StringBuilder("\"");
    for (int i = draw.between(0, 4); i > 0; i--) {
      out.append(draw.percent(50) ? "*" : syntax.patternPart(draw.pick(Pools.STRINGS)));
    }
    return out.append('"').toString();
  }

  private Piece contains(int depth) {
    Optional<Paths.Path> path = paths.toKind(Type.SetOf.class);
    Type.SetOf type =
        path.isPresent() && path.get().type() instanceof Type.SetOf found && draw.percent(70)
            ? found
            : new Type.SetOf(anyType());
    Type receiver = draw.percent(97) ? type : anyType();
    return switch (draw.between(0, 4)) {
      case 0 -> terms.method(receiver, "isEmpty", Optional.empty(), depth);
      case 1 -> terms.method(receiver, "containsAll", Optional.of(type), depth);
      case 2 -> terms.method(receiver, "containsAny", Optional.of(type), depth);
      default -> terms.method(receiver, "contains", Optional.of(type.element()), depth);
    };
  }

  private Piece hasTag(int depth) {
    String tag =
        draw.percent(90)
            ? syntax.string(draw.pick(Pools.TAGS))
            : terms.of(Type.Plain.STRING, depth - 1).text();
    return Piece.member(syntax.at(Piece.MEMBER, entity(depth)) + ".hasTag(" + tag + ")");
  }

  private Piece address(int depth) {
    List<String> tests = List.of("isIpv4", "isIpv6", "isLoopback", "isMulticast");
    return draw.percent(50)
        ? terms.method(Type.Plain.IP, draw.pick(tests), Optional.empty(), depth)
        : terms.method(Type.Plain.IP, "isInRange", Optional.of(Type.Plain.IP), depth);
  }

  private Piece decimal(int depth) {
    List<String> tests =
        List.of("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual");
    return terms.method(
        Type.Plain.DECIMAL, draw.pick(tests), Optional.of(Type.Plain.DECIMAL), depth);
  }

  /// `x has a && x.a == …`: what optional attributes are for.
  private Piece guarded(int depth) {
    Paths.Path path = draw.pick(paths.all());
    Piece test = relation(path.piece(), "==", terms.of(path.type(), depth - 1));
    return path.guard().isPresent()
        ? new Piece(path.guard().get() + " && " + test.text(), Piece.AND)
        : test;
  }
}
