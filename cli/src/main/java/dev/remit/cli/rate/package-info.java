/// How counts and rates are printed.
///
/// Read [dev.remit.cli.rate.CountsJson] and [dev.remit.cli.rate.Percent]. Knows nothing of how rates
/// are counted.
@NullMarked
package dev.remit.cli.rate;

import org.jspecify.annotations.NullMarked;
