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
  record And(List<Node> operands) implements Node.Test {
    And {
      operands = List.copyOf(operands);
    }

    @Override
    public int test(PreparedRequest request) {
      for (int i = 0; i < operands.size(); i++) {
        int code = operands.get(i).test(request);
        if (code != TRUE) {
          return code;
        }
      }
      return TRUE;
    }
  }

  /// From the left until one is not false.
  record Or(List<Node> operands) implements Node.Test {
    Or {
      operands = List.copyOf(operands);
    }

    @Override
    public int test(PreparedRequest request) {
      for (int i = 0; i < operands.size(); i++) {
        int code = operands.get(i).test(request);
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
