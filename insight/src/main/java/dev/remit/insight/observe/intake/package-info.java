/// Brings the logs of other systems into the decision log, each event of each file once.
///
/// Read [dev.remit.insight.observe.intake.Importer], then
/// [dev.remit.insight.observe.intake.TakenFiles], which says how far each file was taken in, and
/// [dev.remit.insight.observe.intake.EventIndex]. Knows no kind of log (ADR 0030).
@NullMarked
package dev.remit.insight.observe.intake;

import org.jspecify.annotations.NullMarked;
