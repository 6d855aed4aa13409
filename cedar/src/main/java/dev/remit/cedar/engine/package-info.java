/// Decides: policies compiled and indexed by scope, asked with a request over an entity snapshot.
///
/// Read [dev.remit.cedar.engine.PolicyEngine], [dev.remit.cedar.engine.Response], then
/// [dev.remit.cedar.engine.Explanation]; of what is not public, `Evaluator` is the plain one and
/// `ConditionCompiler` makes the fast one. Knows nothing of texts, JSON or schemas. A function of
/// its inputs: no clock, I/O, thread or logger, and no answer that depends on the stack.
///
/// Source: cedar-spec, `Cedar/Spec/Authorizer.lean` and `Cedar/Spec/Evaluator.lean`; the index is
/// sound by `Cedar/Thm/PolicySlice.lean`.
@NullMarked
package dev.remit.cedar.engine;

import org.jspecify.annotations.NullMarked;
