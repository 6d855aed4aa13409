package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;
import static dev.remit.cedar.engine.Operators.FALSE;
import static dev.remit.cedar.engine.Operators.TRUE;

import dev.remit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `&&`, `||`, `!` and `if`.
final class LogicNodes {
  private LogicNodes() {}

  /// From the left until one is not true.
  static final class And implements Node.Test {
    private final Node[] operands;

    And(List<Node> operands) {
      this.operands = operands.toArray(Node[]::new);
    }

    List<Node> operands() {
      return List.of(operands);
    }

    @Override
    public int test(PreparedRequest request) {
      for (Node operand : operands) {
        int code = operand.test(request);
        if (code != TRUE) {
          return code;
        }
      }
      return TRUE;
    }
  }

  /// From the left until one is not false.
  static final class Or implements Node.Test {
    private final Node[] operands;

    Or(List<Node> operands) {
      this.operands = operands.toArray(Node[]::new);
    }

    List<Node> operands() {
      return List.of(operands);
    }

    @Override
    public int test(PreparedRequest request) {
      for (Node operand : operands) {
        int code = operand.test(request);
        if (code != FALSE) {
          return code;
        }
      }
      return FALSE;
    }
  }

  record Not(Node operand) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return Operators.negate(operand.test(request));
    }
  }

  record If(Node condition, Node then, Node otherwise) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      int code = condition.test(request);
      if (code == ERROR) {
        return null;
      }
      return (code == TRUE ? then : otherwise).value(request);
    }

    @Override
    public int test(PreparedRequest request) {
      int code = condition.test(request);
      if (code == ERROR) {
        return ERROR;
      }
      return (code == TRUE ? then : otherwise).test(request);
    }
  }
}
