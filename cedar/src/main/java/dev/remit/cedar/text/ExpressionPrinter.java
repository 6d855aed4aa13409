package dev.remit.cedar.text;

import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.value.Escapes;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.Name;
import java.util.List;

/// Writes expressions with no more parentheses than they need to be read back as they are.
final class ExpressionPrinter {
  private static final int SIGNS_MAX = 4;

  private final StringBuilder out;

  ExpressionPrinter(StringBuilder out) {
    this.out = out;
  }

  void print(Expr expression) {
    print(expression, Precedence.CONDITIONAL);
  }

  /// Writes an expression where only what binds as tightly as `least` can stand bare.
  private void print(Expr expression, Precedence least) {
    if (Precedence.of(expression).compareTo(least) >= 0) {
      bare(expression);
    } else {
      parenthesized(expression);
    }
  }

  private void parenthesized(Expr expression) {
    out.append('(');
    bare(expression);
    out.append(')');
  }

  private void bare(Expr expression) {
    switch (expression) {
      case Expr.Literal literal -> out.append(literal.value());
      case Expr.Var variable -> out.append(variable.variable().text());
      case Expr.If conditional -> conditional(conditional);
      case Expr.And and -> joined(and.operands(), " && ", Precedence.RELATION);
      case Expr.Or or -> joined(or.operands(), " || ", Precedence.AND);
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary binary -> binary(binary);
      case Expr.Like like -> {
        relation(like.operand(), " like ");
        out.append(like.pattern());
      }
      case Expr.Is is -> {
        relation(is.operand(), " is ");
        out.append(is.type());
      }
      case Expr.IsIn isIn -> {
        relation(isIn.operand(), " is ");
        out.append(isIn.type()).append(" in ");
        print(isIn.container(), Precedence.SUM);
      }
      case Expr.GetAttribute access -> attribute(access);
      case Expr.HasAttribute has -> has(has);
      case Expr.SetLiteral set -> list('[', set.elements(), ']');
      case Expr.RecordLiteral literal -> fields(literal.fields());
      case Expr.Call call -> call(call);
    }
  }

  private void conditional(Expr.If conditional) {
    out.append("if ");
    print(conditional.condition());
    out.append(" then ");
    print(conditional.then());
    out.append(" else ");
    print(conditional.otherwise());
  }

  private void joined(List<Expr> operands, String separator, Precedence least) {
    for (int i = 0; i < operands.size(); i++) {
      out.append(i == 0 ? "" : separator);
      print(operands.get(i), least);
    }
  }

  private void relation(Expr left, String operator) {
    print(left, Precedence.SUM);
    out.append(operator);
  }

  private void unary(Expr.Unary unary) {
    switch (unary.operator()) {
      case NOT, NEGATE -> signed(unary);
      case IS_EMPTY -> {
        print(unary.operand(), Precedence.MEMBER);
        out.append('.').append(unary.operator().text()).append("()");
      }
    }
  }

  /// Equal signs stand together, as many as may; what else begins with a sign needs parentheses,
  /// and so does a number that the sign would become a part of.
  private void signed(Expr.Unary unary) {
    UnaryOperator operator = unary.operator();
    Expr operand = unary;
    int signs = 0;
    while (signs < SIGNS_MAX && operand instanceof Expr.Unary(UnaryOperator same, Expr inner, _)) {
      if (same != operator) {
        break;
      }
      out.append(operator.text());
      operand = inner;
      signs++;
    }
    boolean joins =
        operator == UnaryOperator.NEGATE && Precedence.isNegative(operand) && signs < SIGNS_MAX;
    if (joins || (Precedence.of(operand) == Precedence.MEMBER && !isNumber(operand, operator))) {
      bare(operand);
    } else {
      parenthesized(operand);
    }
  }

  private static boolean isNumber(Expr operand, UnaryOperator operator) {
    return operator == UnaryOperator.NEGATE && operand instanceof Expr.Literal(LongValue _, _);
  }

  private void binary(Expr.Binary binary) {
    BinaryOperator operator = binary.operator();
    if (operator.isMethod()) {
      print(binary.left(), Precedence.MEMBER);
      out.append('.').append(operator.text());
      list('(', List.of(binary.right()), ')');
      return;
    }
    switch (Precedence.of(binary)) {
      case SUM -> operands(binary, Precedence.SUM, Precedence.PRODUCT);
      case PRODUCT -> operands(binary, Precedence.PRODUCT, Precedence.UNARY);
      default -> operands(binary, Precedence.SUM, Precedence.SUM);
    }
  }

  private void operands(Expr.Binary binary, Precedence left, Precedence right) {
    print(binary.left(), left);
    out.append(' ').append(binary.operator().text()).append(' ');
    print(binary.right(), right);
  }

  private void attribute(Expr.GetAttribute access) {
    print(access.operand(), Precedence.MEMBER);
    if (Name.isPlain(access.name())) {
      out.append('.').append(access.name());
    } else {
      Escapes.quote(out.append('['), access.name()).append(']');
    }
  }

  private void has(Expr.HasAttribute has) {
    relation(has.operand(), " has ");
    List<String> path = has.path();
    if (path.size() == 1) {
      name(path.getFirst());
    } else {
      out.append(String.join(".", path));
    }
  }

  /// A name without quotes where it can stand so.
  private void name(String name) {
    if (Name.isPlain(name)) {
      out.append(name);
    } else {
      Escapes.quote(out, name);
    }
  }

  private void list(char open, List<Expr> elements, char close) {
    out.append(open);
    joined(elements, ", ", Precedence.CONDITIONAL);
    out.append(close);
  }

  private void fields(List<Expr.Field> fields) {
    out.append('{');
    for (int i = 0; i < fields.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      name(fields.get(i).name());
      out.append(": ");
      print(fields.get(i).value());
    }
    out.append('}');
  }

  private void call(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    if (call.function().isMethod() && !arguments.isEmpty()) {
      print(arguments.getFirst(), Precedence.MEMBER);
      out.append('.');
      arguments = arguments.subList(1, arguments.size());
    }
    out.append(call.function().text());
    list('(', arguments, ')');
  }
}
