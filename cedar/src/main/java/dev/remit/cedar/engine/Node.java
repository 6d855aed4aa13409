package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Value;
import org.jspecify.annotations.Nullable;

/// A compiled expression. Immutable but for hints that any thread may overwrite, so that many
/// threads evaluate one node at a time.
///
/// No error is thrown: an expression without a value answers null, or [Operators#ERROR] to a test,
/// and the reason is found afterwards by [Evaluator].
interface Node {
  @Nullable Value value(PreparedRequest request);

  /// [Operators#TRUE], [Operators#FALSE], or [Operators#ERROR] also where the value is no boolean.
  default int test(PreparedRequest request) {
    return Operators.code(value(request));
  }

  /// What `uid`, which was the value, is below; a part of the request needs no search for it.
  default Ancestors above(PreparedRequest request, EntityUid uid) {
    return request.entities().ancestors(uid);
  }

  /// An expression whose value, if any, is a boolean.
  interface Test extends Node {
    @Override
    int test(PreparedRequest request);

    @Override
    default @Nullable Value value(PreparedRequest request) {
      return Operators.value(test(request));
    }
  }
}
