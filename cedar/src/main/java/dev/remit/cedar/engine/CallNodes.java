package dev.remit.cedar.engine;

import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.policy.Pattern;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// Calls of extension functions, and `like`.
final class CallNodes {
  private CallNodes() {}

  record OfOne(ExtensionFunction function, Node argument) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value value = argument.value(request);
      return value == null ? null : ExtensionFunctions.apply(function, value);
    }
  }

  record OfTwo(ExtensionFunction function, Node first, Node second) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value a = first.value(request);
      if (a == null) {
        return null;
      }
      Value b = second.value(request);
      return b == null ? null : ExtensionFunctions.apply(function, a, b);
    }
  }

  record Like(Node operand, Pattern pattern) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return operand.value(request) instanceof StringValue(String text)
          ? Operators.code(pattern.matches(text))
          : Operators.ERROR;
    }
  }
}
