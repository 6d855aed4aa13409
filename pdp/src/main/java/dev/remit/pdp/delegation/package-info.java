/// For whom agents may act, and whose authority counts when they do.
///
/// Read [dev.remit.pdp.delegation.Delegation], [dev.remit.pdp.delegation.AgentRule], then
/// [dev.remit.pdp.delegation.Standing]. Knows no policies and no bundle: who is to be asked is said
/// here, asking is the decision's.
///
/// Source: RFC 8693, section 4.1, for the chain of actors.
@NullMarked
package dev.remit.pdp.delegation;

import org.jspecify.annotations.NullMarked;
