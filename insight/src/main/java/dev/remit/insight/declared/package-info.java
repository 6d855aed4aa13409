/// What sources of truth beside the log say: identities, their owners and what they need.
///
/// Read [dev.remit.insight.declared.Declarations], [dev.remit.insight.declared.Need] and
/// [dev.remit.insight.declared.DeclaredReader]. Knows nothing of records.
@NullMarked
package dev.remit.insight.declared;

import org.jspecify.annotations.NullMarked;
