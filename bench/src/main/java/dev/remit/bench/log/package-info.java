/// What the decision log costs under load, beside a bare loop and SQLite on the same disk.
///
/// Read [dev.remit.bench.log.LogLoad], [dev.remit.bench.log.LoadOptions], then
/// [dev.remit.bench.log.LoadRun]. Nothing here is shipped.
@NullMarked
package dev.remit.bench.log;

import org.jspecify.annotations.NullMarked;
