/// `remit import`: what other systems decided, brought from their logs into ours.
///
/// Read [dev.remit.cli.observe.ImportCommand], [dev.remit.cli.observe.EventFormats], which lists
/// the kinds of logs, and [dev.remit.cli.observe.Intake]. How a log is read is `insight`'s.
@NullMarked
package dev.remit.cli.observe;

import org.jspecify.annotations.NullMarked;
