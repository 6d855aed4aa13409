/// The tasks of a tenant while the service runs: their states, and the tokens that name them in the
/// headers of requests.
///
/// Read [dev.remit.server.ledger.TaskLedger], [dev.remit.server.ledger.TaskTokens], then
/// [dev.remit.server.ledger.TaskClaim]. Decides nothing and keeps nothing: the decision log does.
@NullMarked
package dev.remit.server.ledger;

import org.jspecify.annotations.NullMarked;
