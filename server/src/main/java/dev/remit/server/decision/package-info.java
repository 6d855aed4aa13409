/// The decision path of the service, and what decisions rest on while bundles and entities change.
///
/// Read [dev.remit.server.decision.DecisionService], [dev.remit.server.decision.ActiveBasis], then
/// [dev.remit.server.decision.Recorder]. Knows no protocol.
@NullMarked
package dev.remit.server.decision;

import org.jspecify.annotations.NullMarked;
