/// `remit rates`, and how counts and rates are printed for people.
///
/// Read [dev.remit.cli.rate.RatesCommand], [dev.remit.cli.rate.RatesText], then
/// [dev.remit.cli.rate.ScopeOptions]. Knows nothing of how rates are counted.
@NullMarked
package dev.remit.cli.rate;

import org.jspecify.annotations.NullMarked;
