package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;
import static dev.remit.cedar.engine.Operators.FALSE;
import static dev.remit.cedar.engine.Operators.TRUE;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// `a.getTag(b)` and `a.hasTag(b)`.
final class TagNodes {
  private TagNodes() {}

  record Get(Node operand, Node name) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      return operand.value(request) instanceof EntityUid uid
              && name.value(request) instanceof StringValue(String tag)
          ? find(request, uid, tag)
          : null;
    }
  }

  record Has(Node operand, Node name) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      if (operand.value(request) instanceof EntityUid uid
          && name.value(request) instanceof StringValue(String tag)) {
        return find(request, uid, tag) == null ? FALSE : TRUE;
      }
      return ERROR;
    }
  }

  private static @Nullable Value find(PreparedRequest request, EntityUid uid, String tag) {
    Entity entity = request.entity(uid);
    return entity == null ? null : entity.tags().find(tag);
  }
}
