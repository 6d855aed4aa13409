/// One comparison: policies, entities and requests as texts, and the engines that are asked.
///
/// Read [dev.remit.conformance.world.World], then [dev.remit.conformance.world.Ask], then
/// [dev.remit.conformance.world.Engine].
@NullMarked
package dev.remit.conformance.world;

import org.jspecify.annotations.NullMarked;
