/// `remit rates`, and how counts and rates are printed.
///
/// Read [dev.remit.cli.rate.RatesCommand], [dev.remit.cli.rate.RatesText], then
/// [dev.remit.cli.rate.CountsJson]. Knows nothing of how rates are counted.
@NullMarked
package dev.remit.cli.rate;

import org.jspecify.annotations.NullMarked;
