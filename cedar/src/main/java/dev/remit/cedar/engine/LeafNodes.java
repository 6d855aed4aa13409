package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// Expressions without operands.
final class LeafNodes {
  private LeafNodes() {}

  /// A literal, or what was computed once for all requests; without a value, always an error.
  static final class Constant implements Node {
    private final @Nullable Value value;
    private final int code;

    Constant(@Nullable Value value) {
      this.value = value;
      this.code = Operators.code(value);
    }

    @Override
    public @Nullable Value value(PreparedRequest request) {
      return value;
    }

    @Override
    public int test(PreparedRequest request) {
      return code;
    }

    @Nullable Value value() {
      return value;
    }
  }

  record Principal() implements Node {
    @Override
    public Value value(PreparedRequest request) {
      return request.principal().uid();
    }

    @Override
    public Ancestors above(PreparedRequest request, EntityUid uid) {
      return request.principal().ancestors();
    }
  }

  record Action() implements Node {
    @Override
    public Value value(PreparedRequest request) {
      return request.action().uid();
    }

    @Override
    public Ancestors above(PreparedRequest request, EntityUid uid) {
      return request.action().ancestors();
    }
  }

  record Resource() implements Node {
    @Override
    public Value value(PreparedRequest request) {
      return request.resource().uid();
    }

    @Override
    public Ancestors above(PreparedRequest request, EntityUid uid) {
      return request.resource().ancestors();
    }
  }

  record Context() implements Node {
    @Override
    public Value value(PreparedRequest request) {
      return request.context();
    }
  }
}
