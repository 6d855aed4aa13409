/// Cedar's traps: behaviour that is easy to get wrong, each claim asked of every engine.
///
/// Read [dev.remit.conformance.traps.Trap], then any test.
///
/// Source: the table "Traps" of the project's notes on Cedar, each row checked against the official
/// engine.
@NullMarked
package dev.remit.conformance.traps;

import org.jspecify.annotations.NullMarked;
