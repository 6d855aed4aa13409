/// The decision: a function of inputs, bundle and entity snapshot.
///
/// Read [dev.remit.pdp.decision.DecisionInputs], [dev.remit.pdp.decision.Decision], then
/// [dev.remit.pdp.decision.Pdp]. It has no clock, randomness, thread, I/O or logger, and knows
/// nothing of logs: the same inputs give the same answer, now and in a replay years from now.
///
/// Stricter than Cedar in one point: a forbid that cannot be evaluated denies.
@NullMarked
package dev.remit.pdp.decision;

import org.jspecify.annotations.NullMarked;
