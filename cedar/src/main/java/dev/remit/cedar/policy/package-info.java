/// What a policy says: the abstract syntax that text and JSON are read into and printed from, and
/// that the engine compiles.
///
/// Read [dev.remit.cedar.policy.Policy], [dev.remit.cedar.policy.Expr], then
/// [dev.remit.cedar.policy.PolicySet]. Knows nothing of text, JSON or evaluation.
///
/// Source: cedar-spec, `Cedar/Spec/Policy.lean` and `Cedar/Spec/Expr.lean`; `!=`, `>`, `>=`, `is …
/// in` and `has a.b`, which that model leaves out as sugar, are kept here so that a policy prints
/// as it was written.
@NullMarked
package dev.remit.cedar.policy;

import org.jspecify.annotations.NullMarked;
