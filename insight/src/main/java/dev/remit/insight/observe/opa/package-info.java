/// Decision logs of the Open Policy Agent as a kind of log.
///
/// Read [dev.remit.insight.observe.opa.OpaFormat], then [dev.remit.insight.observe.opa.OpaResult],
/// which says yes or no, and [dev.remit.insight.observe.opa.OpaInput], which says who and what for.
/// Source: Open Policy Agent documentation, Decision Logs.
@NullMarked
package dev.remit.insight.observe.opa;

import org.jspecify.annotations.NullMarked;
