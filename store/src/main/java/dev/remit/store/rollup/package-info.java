/// Counts of the log's rows by hour: small enough to be asked instead of the rows, and additive, so
/// that those of late and of duplicate rows correct the hour that they are of by being added to it.
///
/// Read [dev.remit.store.rollup.Rollup], [dev.remit.store.rollup.RollupKey], then
/// [dev.remit.store.rollup.RollupCounts]. Knows rows and Parquet, and nothing of where a log keeps
/// its files.
@NullMarked
package dev.remit.store.rollup;

import org.jspecify.annotations.NullMarked;
