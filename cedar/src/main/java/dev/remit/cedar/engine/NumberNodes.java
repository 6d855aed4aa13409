package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;

import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// Arithmetic and comparisons.
///
/// A comparison of sums and products does not box them: [Arithmetic#number] answers a primitive,
/// and [#NONE] where the plain way has to decide whether that is an error or truly the number.
final class NumberNodes {
  /// Perhaps no number.
  static final long NONE = Long.MIN_VALUE;

  private NumberNodes() {}

  static Node arithmetic(BinaryOperator operator, Node left, Node right) {
    return new Arithmetic(operator, left, right, isCheap(left) && isCheap(right));
  }

  /// Whether evaluating twice costs next to nothing.
  ///
  /// INVARIANT: what this allows holds no comparison. Were an operand that may be evaluated twice
  /// to hold another such, the cost would double with each level of nesting.
  private static boolean isCheap(Node node) {
    return switch (node) {
      case LeafNodes.Constant _ -> true;
      case AttributeNodes.OfPrincipal _ -> true;
      case AttributeNodes.OfResource _ -> true;
      case AttributeNodes.OfContext _ -> true;
      case AttributeNodes.OfValue(Node operand, _) -> isCheap(operand);
      case Arithmetic arithmetic -> arithmetic.cheap;
      default -> false;
    };
  }

  static Node comparison(BinaryOperator operator, Node left, Node right) {
    if (isCheap(left) && isCheap(right) && (isArithmetic(left) || isArithmetic(right))) {
      return new ComparisonOfNumbers(operator, new Comparison(operator, left, right));
    }
    if (right instanceof LeafNodes.Constant constant
        && constant.value() instanceof LongValue(long number)) {
      return new ComparisonWithConstant(operator, left, number);
    }
    return new Comparison(operator, left, right);
  }

  private static boolean isArithmetic(Node node) {
    return node instanceof Arithmetic;
  }

  private static long number(Node node, PreparedRequest request) {
    if (node instanceof Arithmetic arithmetic) {
      return arithmetic.number(request);
    }
    return node.value(request) instanceof LongValue(long number) ? number : NONE;
  }

  record Negate(Node operand) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value value = operand.value(request);
      return value == null ? null : Operators.apply(UnaryOperator.NEGATE, value);
    }
  }

  record Arithmetic(BinaryOperator operator, Node left, Node right, boolean cheap) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value a = left.value(request);
      if (a == null) {
        return null;
      }
      Value b = right.value(request);
      return b == null ? null : Operators.arithmetic(operator, a, b);
    }

    long number(PreparedRequest request) {
      long a = NumberNodes.number(left, request);
      if (a == NONE) {
        return NONE;
      }
      long b = NumberNodes.number(right, request);
      return b == NONE ? NONE : Operators.arithmetic(operator, a, b, NONE);
    }
  }

  record Comparison(BinaryOperator operator, Node left, Node right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value a = left.value(request);
      if (a == null) {
        return ERROR;
      }
      Value b = right.value(request);
      return b == null ? ERROR : Operators.compare(operator, a, b);
    }
  }

  record ComparisonOfNumbers(BinaryOperator operator, Comparison plain) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      long a = number(plain.left, request);
      long b = a == NONE ? NONE : number(plain.right, request);
      return b == NONE ? plain.test(request) : Operators.compare(operator, a, b);
    }
  }

  record ComparisonWithConstant(BinaryOperator operator, Node left, long right)
      implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return left.value(request) instanceof LongValue(long number)
          ? Operators.compare(operator, number, right)
          : ERROR;
    }
  }
}
