package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;

/// `a == b`; `a != b` is its negation.
final class EqualityNodes {
  private EqualityNodes() {}

  static Node of(Node left, Node right) {
    if (left instanceof LeafNodes.Constant constant && constant.value() != null) {
      return with(right, constant.value());
    }
    if (right instanceof LeafNodes.Constant constant && constant.value() != null) {
      return with(left, constant.value());
    }
    return new Values(left, right);
  }

  private static Node with(Node operand, Value constant) {
    return switch (constant) {
      case StringValue(String text) -> new ToString(operand, text);
      case LongValue(long number) -> new ToLong(operand, number);
      case EntityUid uid -> new ToEntity(operand, uid);
      default -> new ToValue(operand, constant);
    };
  }

  record Values(Node left, Node right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value a = left.value(request);
      if (a == null) {
        return ERROR;
      }
      Value b = right.value(request);
      return b == null ? ERROR : Operators.code(a.equals(b));
    }
  }

  record ToValue(Node operand, Value constant) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value value = operand.value(request);
      return value == null ? ERROR : Operators.code(constant.equals(value));
    }
  }

  record ToString(Node operand, String constant) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value value = operand.value(request);
      if (value == null) {
        return ERROR;
      }
      return Operators.code(value instanceof StringValue(String text) && constant.equals(text));
    }
  }

  record ToLong(Node operand, long constant) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value value = operand.value(request);
      if (value == null) {
        return ERROR;
      }
      return Operators.code(value instanceof LongValue(long number) && constant == number);
    }
  }

  record ToEntity(Node operand, EntityUid constant) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value value = operand.value(request);
      if (value == null) {
        return ERROR;
      }
      return Operators.code(value instanceof EntityUid uid && constant.equals(uid));
    }
  }
}
