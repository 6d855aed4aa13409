/// What tasks have done so far: the state of each, how decisions change it, and how a log of such
/// changes makes it again.
///
/// Read [dev.remit.pdp.ledger.TaskState], [dev.remit.pdp.ledger.TaskChange], then
/// [dev.remit.pdp.ledger.TaskBook]. Everything is a function of its arguments: who races whom, and
/// what is kept where, is for the service and the store.
@NullMarked
package dev.remit.pdp.ledger;

import org.jspecify.annotations.NullMarked;
