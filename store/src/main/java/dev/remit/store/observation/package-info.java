/// Decisions that other systems took, as rows of the decision log.
///
/// Read [dev.remit.store.observation.Observation], which says what is known of one,
/// [dev.remit.store.observation.ObservedOutcome] and [dev.remit.store.observation.ObservationRows].
/// Knows no format of any other system.
@NullMarked
package dev.remit.store.observation;

import org.jspecify.annotations.NullMarked;
