/// Reads decision records and never decides: rates with their denominators, causes of denial,
/// timing. Knows nothing of how a report is printed.
@NullMarked
package dev.remit.insight;

import org.jspecify.annotations.NullMarked;
