/// What Remit costs, measured beside its peers in one run.
///
/// Read [dev.remit.bench.MixedRules], the workload that every peer can run, [dev.remit.bench.Peer],
/// then [dev.remit.bench.MixedRulesBenchmark]. Nothing here is shipped.
@NullMarked
package dev.remit.bench;

import org.jspecify.annotations.NullMarked;
