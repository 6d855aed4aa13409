/// Recorded decisions for callers: looked for, explained, taken again, and followed as they come.
///
/// Read [dev.remit.server.history.DecisionEndpoints], [dev.remit.server.history.DecisionFilter],
/// then [dev.remit.server.history.DecisionStream]. Reads the log and never decides.
@NullMarked
package dev.remit.server.history;

import org.jspecify.annotations.NullMarked;
