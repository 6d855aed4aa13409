/// Decides: policies compiled and indexed by scope, asked with a request over an entity snapshot.
///
/// A function of its inputs: no clock, I/O, thread or logger, and no answer that depends on the
/// stack.
///
/// Source: cedar-spec, `Cedar/Spec/Authorizer.lean` and `Cedar/Spec/Evaluator.lean`; the index is
/// sound by `Cedar/Thm/PolicySlice.lean`.
@NullMarked
package dev.remit.cedar.engine;

import org.jspecify.annotations.NullMarked;
