/// The differential fuzz: drawn worlds asked of every engine, and what is kept of a disagreement.
///
/// Read [dev.remit.conformance.fuzz.DifferentialFuzzTest], then
/// [dev.remit.conformance.fuzz.Shrinker], then [dev.remit.conformance.fuzz.KeptCase].
@NullMarked
package dev.remit.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
