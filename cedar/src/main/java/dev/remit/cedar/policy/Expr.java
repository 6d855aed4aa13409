package dev.remit.cedar.policy;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An expression of the policy language. Equality ignores spans.
///
/// INVARIANT: whoever builds an expression from input keeps its depth within
/// [Limits#EXPRESSION_DEPTH_MAX], so that walking one by recursion needs a bounded stack; a chain
/// of `&&` or of `||`, of any length, is one level.
public sealed interface Expr {
  /// Where it was written; [Span#NONE] if it was not read from text.
  Span span();

  /// The expressions this one is directly made of, in the order of the text.
  default List<Expr> children() {
    return switch (this) {
      case Literal _, Var _ -> List.of();
      case If(Expr condition, Expr then, Expr otherwise, _) -> List.of(condition, then, otherwise);
      case And(List<Expr> operands, _) -> operands;
      case Or(List<Expr> operands, _) -> operands;
      case Unary(_, Expr operand, _) -> List.of(operand);
      case Binary(_, Expr left, Expr right, _) -> List.of(left, right);
      case Like(Expr operand, _, _) -> List.of(operand);
      case Is(Expr operand, _, _) -> List.of(operand);
      case IsIn(Expr operand, _, Expr container, _) -> List.of(operand, container);
      case GetAttribute(Expr operand, _, _) -> List.of(operand);
      case HasAttribute(Expr operand, _, _) -> List.of(operand);
      case SetLiteral(List<Expr> elements, _) -> elements;
      case RecordLiteral(List<Field> fields, _) -> fields.stream().map(Field::value).toList();
      case Call(_, List<Expr> arguments, _) -> arguments;
    };
  }

  /// A boolean, a number, a string or an entity.
  record Literal(Value value, Span span) implements Expr {
    public Literal {
      switch (value) {
        case BoolValue _, LongValue _, StringValue _, EntityUid _ -> {}
        default -> throw new IllegalArgumentException("not a literal: " + value);
      }
    }
  }

  /// `principal`, `action`, `resource` or `context`.
  record Var(Variable variable, Span span) implements Expr {}

  /// `if … then … else …`; only the branch taken is evaluated.
  record If(Expr condition, Expr then, Expr otherwise, Span span) implements Expr {}

  /// `a && b && …`, from the left until one is false; at least two operands.
  record And(List<Expr> operands, Span span) implements Expr {
    public And {
      operands = chain(operands);
    }

    private static List<Expr> chain(List<Expr> operands) {
      // INVARIANT: (a && b) && c is the same expression as a && b && c, as in Cedar's own syntax.
      List<Expr> flat = new ArrayList<>(operands);
      if (flat.getFirst() instanceof And first) {
        flat.removeFirst();
        flat.addAll(0, first.operands);
      }
      return requireTwo(flat);
    }
  }

  /// `a || b || …`, from the left until one is true; at least two operands.
  record Or(List<Expr> operands, Span span) implements Expr {
    public Or {
      operands = chain(operands);
    }

    private static List<Expr> chain(List<Expr> operands) {
      List<Expr> flat = new ArrayList<>(operands);
      if (flat.getFirst() instanceof Or first) {
        flat.removeFirst();
        flat.addAll(0, first.operands);
      }
      return requireTwo(flat);
    }
  }

  /// `!a`, `-a` or `a.isEmpty()`.
  record Unary(UnaryOperator operator, Expr operand, Span span) implements Expr {}

  /// `a == b`, `a + b`, `a.contains(b)`, ….
  record Binary(BinaryOperator operator, Expr left, Expr right, Span span) implements Expr {}

  /// `a like "…"`.
  record Like(Expr operand, Pattern pattern, Span span) implements Expr {}

  /// `a is Type`.
  record Is(Expr operand, Name type, Span span) implements Expr {}

  /// `a is Type in b`: `a is Type && a in b`, with `a` evaluated once.
  record IsIn(Expr operand, Name type, Expr container, Span span) implements Expr {}

  /// `a.name` or `a["name"]`.
  record GetAttribute(Expr operand, String name, Span span) implements Expr {}

  /// `a has name`, or `a has first.second`: `a has first && a.first has second`; at least one name.
  /// One name alone may be any string, several are identifiers that are not reserved.
  record HasAttribute(Expr operand, List<String> path, Span span) implements Expr {
    public HasAttribute {
      path = List.copyOf(path);
      if (path.isEmpty()) {
        throw new IllegalArgumentException("`has` without a name");
      }
      if (path.size() > 1 && !path.stream().allMatch(Name::isPlain)) {
        throw new IllegalArgumentException("not all names of a path are identifiers: " + path);
      }
    }
  }

  /// `[a, b]`.
  record SetLiteral(List<Expr> elements, Span span) implements Expr {
    public SetLiteral {
      elements = List.copyOf(elements);
    }
  }

  /// `{name: a, "other name": b}`; names are unique, in the order of the text.
  record RecordLiteral(List<Field> fields, Span span) implements Expr {
    public RecordLiteral {
      fields = List.copyOf(fields);
      if (fields.stream().map(Field::name).distinct().count() != fields.size()) {
        throw new IllegalArgumentException("a field occurs twice");
      }
    }
  }

  /// One field of a record literal.
  record Field(String name, Expr value) {
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  /// A call of an extension function, a method's receiver first. As in Cedar, a call with more or
  /// fewer arguments than the function takes is a mistake only once it is evaluated.
  record Call(ExtensionFunction function, List<Expr> arguments, Span span) implements Expr {
    public Call {
      Objects.requireNonNull(function, "function");
      arguments = List.copyOf(arguments);
      Objects.requireNonNull(span, "span");
    }

    /// Whether there are as many arguments as the function takes; without, there is no value.
    public boolean isComplete() {
      return arguments.size() == function.arity();
    }
  }

  private static List<Expr> requireTwo(List<Expr> operands) {
    if (operands.size() < 2) {
      throw new IllegalArgumentException("a chain has at least two operands");
    }
    return List.copyOf(operands);
  }
}
