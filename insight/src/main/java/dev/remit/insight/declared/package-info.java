/// What sources of truth beside the log say: identities, their owners and what they need, and which
/// changes were approved.
///
/// Read [dev.remit.insight.declared.SourcesOfTruth], [dev.remit.insight.declared.Declarations] and
/// [dev.remit.insight.declared.Approvals]. Knows nothing of records.
@NullMarked
package dev.remit.insight.declared;

import org.jspecify.annotations.NullMarked;
