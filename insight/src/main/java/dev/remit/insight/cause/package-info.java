/// What explains the denials of a log: causes, what class each is of and on which evidence, and
/// what followed.
///
/// Read [dev.remit.insight.cause.History], which takes the records in, then
/// [dev.remit.insight.cause.Cause] and [dev.remit.insight.cause.Classifier], which has the rules.
/// Says nothing that records do not show. [dev.remit.insight.cause.RiseCauses] alone knows where
/// they are kept.
@NullMarked
package dev.remit.insight.cause;

import org.jspecify.annotations.NullMarked;
