/// How old attributes of entities may be: when an entity was last known to be so, the maximum ages
/// that a bundle declares, and what policies may then read at an instant.
///
/// Read [dev.remit.pdp.freshness.FreshnessRule], [dev.remit.pdp.freshness.AsOfTimes], then
/// [dev.remit.pdp.freshness.Staleness]. Knows nothing of bundles, and not where entities come from.
///
/// Why a stale attribute is an error to whoever reads it, and not just absent: ADR 0018.
@NullMarked
package dev.remit.pdp.freshness;

import org.jspecify.annotations.NullMarked;
