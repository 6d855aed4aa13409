/// What is kept of a decision, the log that keeps it, and the path from a raw request to a recorded
/// answer.
///
/// Read [dev.remit.pdp.record.DecisionRecord], [dev.remit.pdp.record.DecisionLog], then
/// [dev.remit.pdp.record.DecisionPath]. Clock and randomness are handed in; where records end up is
/// the log's to know.
@NullMarked
package dev.remit.pdp.record;

import org.jspecify.annotations.NullMarked;
