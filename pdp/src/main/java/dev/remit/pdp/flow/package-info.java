/// Argument flow: where the values of a call's arguments came from, by matching them with what
/// passed through the task: the user's request and the results of its tools.
///
/// Read [dev.remit.pdp.flow.Flow], [dev.remit.pdp.flow.Grade], then [dev.remit.pdp.flow.FlowIndex].
/// Knows no bundle and no request that is decided.
@NullMarked
package dev.remit.pdp.flow;

import org.jspecify.annotations.NullMarked;
