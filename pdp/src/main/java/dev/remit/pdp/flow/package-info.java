/// Argument flow: where the values of a call's arguments came from.
///
/// Read [dev.remit.pdp.flow.Flow], then [dev.remit.pdp.flow.Origin].
@NullMarked
package dev.remit.pdp.flow;

import org.jspecify.annotations.NullMarked;
