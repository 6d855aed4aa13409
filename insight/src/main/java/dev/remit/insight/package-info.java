/// Reads decision records and never decides: rates with their denominators, causes of denial,
/// timing.
///
/// Read [dev.remit.insight.RunReport], [dev.remit.insight.RunTally], then
/// [dev.remit.insight.CauseFinder]. Knows nothing of how a report is printed.
@NullMarked
package dev.remit.insight;

import org.jspecify.annotations.NullMarked;
