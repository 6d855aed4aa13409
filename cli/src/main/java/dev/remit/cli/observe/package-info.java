/// `remit import`: what other systems decided, brought from their logs into ours.
///
/// Read [dev.remit.cli.observe.EventFormats]. How a log is read is `insight`'s.
@NullMarked
package dev.remit.cli.observe;

import org.jspecify.annotations.NullMarked;
