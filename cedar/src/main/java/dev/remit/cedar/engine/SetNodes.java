package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;

import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;

/// `contains`, `containsAll`, `containsAny` and `isEmpty`.
final class SetNodes {
  private SetNodes() {}

  static Node contains(Node set, Node element) {
    return set instanceof LiteralNodes.SetOf literal
        ? new ListedContains(literal, element)
        : new Contains(set, element);
  }

  record Contains(Node set, Node element) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      if (!(set.value(request) instanceof SetValue members)) {
        return ERROR;
      }
      Value value = element.value(request);
      return value == null ? ERROR : Operators.code(members.contains(value));
    }
  }

  /// `[a, b].contains(element)`, without building the set.
  record ListedContains(LiteralNodes.SetOf set, Node element) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value sought = element.value(request);
      if (sought == null) {
        return ERROR;
      }
      boolean found = false;
      for (int i = 0; i < set.size(); i++) {
        Value value = set.at(i).value(request);
        if (value == null) {
          return ERROR;
        }
        found = found || value.equals(sought);
      }
      return Operators.code(found);
    }
  }

  record ContainsAll(Node set, Node subset) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return set.value(request) instanceof SetValue a && subset.value(request) instanceof SetValue b
          ? Operators.code(a.containsAll(b))
          : ERROR;
    }
  }

  record ContainsAny(Node left, Node right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return left.value(request) instanceof SetValue a && right.value(request) instanceof SetValue b
          ? Operators.code(a.containsAny(b))
          : ERROR;
    }
  }

  record IsEmpty(Node set) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return set.value(request) instanceof SetValue members
          ? Operators.code(members.size() == 0)
          : ERROR;
    }
  }
}
