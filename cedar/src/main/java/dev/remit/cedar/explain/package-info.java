/// Explanations for people and programs: one line that says why, then policy by policy what was
/// asked and what was seen.
///
/// Read [dev.remit.cedar.explain.Conclusion], [dev.remit.cedar.explain.ExplanationPrinter], then
/// [dev.remit.cedar.explain.ExplanationJson]. Decides nothing: all that is told is in
/// [dev.remit.cedar.engine.Explanation].
@NullMarked
package dev.remit.cedar.explain;

import org.jspecify.annotations.NullMarked;
