/// Worlds drawn from a seed: a shape (entity types, actions, attribute types), then policies,
/// entities and requests that mostly fit it, as texts, so that they owe nothing to our parser.
///
/// Read [dev.remit.conformance.generate.WorldGenerator], then
/// [dev.remit.conformance.generate.Shape], then [dev.remit.conformance.generate.Conditions].
@NullMarked
package dev.remit.conformance.generate;

import org.jspecify.annotations.NullMarked;
