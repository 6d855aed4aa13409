/// Reads the logs of other systems as observations of their decisions.
///
/// Read [dev.remit.insight.observe.EventFormat], which each kind of log has one of,
/// [dev.remit.insight.observe.Event] and [dev.remit.insight.observe.Place]. Knows nothing of where
/// observations are kept.
@NullMarked
package dev.remit.insight.observe;

import org.jspecify.annotations.NullMarked;
