/// Rates of authorization failure, each with what it is a part of: one way to count.
///
/// Read [dev.remit.insight.rate.Account], [dev.remit.insight.rate.Counts], then
/// [dev.remit.insight.rate.Rate]. Knows nothing of how rates are printed.
@NullMarked
package dev.remit.insight.rate;

import org.jspecify.annotations.NullMarked;
