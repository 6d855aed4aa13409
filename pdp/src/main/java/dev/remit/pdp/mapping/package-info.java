/// The mapping of a bundle: how a call becomes principal, action, resource and context.
/// Declarative, and the same for every way a request comes in.
///
/// Read [dev.remit.pdp.mapping.Mapping], [dev.remit.pdp.mapping.ToolRule], then
/// [dev.remit.pdp.mapping.JsonValues]. Knows nothing of policies and does no I/O.
@NullMarked
package dev.remit.pdp.mapping;

import org.jspecify.annotations.NullMarked;
