/// Rates of authorization failure, each with what it is a part of: one way to count, from counts by
/// hour or from records.
///
/// Read [dev.remit.insight.rate.Account], [dev.remit.insight.rate.TallyReader], then
/// [dev.remit.insight.rate.DetailsReader]; of rises [dev.remit.insight.rate.RiseRule]. Knows
/// nothing of how rates are shown to people, and of causes only that one can be the largest. What
/// each rate is: the module's README.
@NullMarked
package dev.remit.insight.rate;

import org.jspecify.annotations.NullMarked;
