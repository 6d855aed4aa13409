package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;
import static dev.remit.cedar.engine.Operators.FALSE;
import static dev.remit.cedar.engine.Operators.TRUE;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.entity.EntityNode;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `a in b`, `a is T` and `a is T in b`.
final class MembershipNodes {
  private MembershipNodes() {}

  static Node in(Node left, Node right) {
    if (right instanceof LiteralNodes.SetOf set) {
      return new InListed(left, set);
    }
    if (right instanceof LeafNodes.Constant constant
        && constant.value() instanceof EntityUid container) {
      return new InEntity(left, container);
    }
    return switch (left) {
      case LeafNodes.Principal _ -> new PrincipalIn(right);
      case LeafNodes.Resource _ -> new ResourceIn(right);
      default -> new In(left, right);
    };
  }

  private static boolean isIn(EntityUid uid, Ancestors above, EntityUid container) {
    return uid.equals(container) || above.contains(container);
  }

  private static int isInAny(EntityUid uid, Ancestors above, SetValue containers) {
    List<Value> elements = containers.elements();
    int found = FALSE;
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof EntityUid container)) {
        return ERROR;
      }
      if (found == FALSE && isIn(uid, above, container)) {
        found = TRUE;
      }
    }
    return found;
  }

  record InEntity(Node left, EntityUid container) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return left.value(request) instanceof EntityUid uid
          ? Operators.code(isIn(uid, left.above(request, uid), container))
          : ERROR;
    }
  }

  private static int isIn(EntityUid uid, Ancestors above, @Nullable Value container) {
    if (container instanceof EntityUid other) {
      return Operators.code(isIn(uid, above, other));
    }
    return container instanceof SetValue containers ? isInAny(uid, above, containers) : ERROR;
  }

  record In(Node left, Node right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return left.value(request) instanceof EntityUid uid
          ? isIn(uid, left.above(request, uid), right.value(request))
          : ERROR;
    }
  }

  record PrincipalIn(Node right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      EntityNode node = request.principal();
      return isIn(node.uid(), node.ancestors(), right.value(request));
    }
  }

  record ResourceIn(Node right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      EntityNode node = request.resource();
      return isIn(node.uid(), node.ancestors(), right.value(request));
    }
  }

  /// `left in [a, b]`, without building the set.
  record InListed(Node left, LiteralNodes.SetOf right) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      if (!(left.value(request) instanceof EntityUid uid)) {
        return ERROR;
      }
      Ancestors above = left.above(request, uid);
      int found = FALSE;
      for (int i = 0; i < right.size(); i++) {
        if (!(right.at(i).value(request) instanceof EntityUid container)) {
          return ERROR;
        }
        if (found == FALSE && isIn(uid, above, container)) {
          found = TRUE;
        }
      }
      return found;
    }
  }

  record Is(Node operand, Name type) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return operand.value(request) instanceof EntityUid uid
          ? Operators.code(uid.type().equals(type))
          : ERROR;
    }
  }

  /// The operand is evaluated once, the container only if the type fits.
  record IsIn(Node operand, Name type, Node container) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      if (!(operand.value(request) instanceof EntityUid uid)) {
        return ERROR;
      }
      if (!uid.type().equals(type)) {
        return FALSE;
      }
      return isIn(uid, operand.above(request, uid), container.value(request));
    }
  }
}
