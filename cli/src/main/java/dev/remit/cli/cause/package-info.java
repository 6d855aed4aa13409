/// `remit causes` and `remit timeline`: what explains the denials of a log, and what changed.
///
/// Read [dev.remit.cli.cause.CausesCommand], [dev.remit.cli.cause.CauseText] and
/// [dev.remit.cli.cause.TimelineCommand].
@NullMarked
package dev.remit.cli.cause;

import org.jspecify.annotations.NullMarked;
