/// Recorded decisions, evaluated again: on the inputs of the time, or on another bundle.
///
/// Read [dev.remit.insight.replay.Replayer], then [dev.remit.insight.replay.Replay] and
/// [dev.remit.insight.replay.MissingInput]. Never decides anything that somebody waits for.
@NullMarked
package dev.remit.insight.replay;

import org.jspecify.annotations.NullMarked;
