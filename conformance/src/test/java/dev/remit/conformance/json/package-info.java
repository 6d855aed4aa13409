/// Our JSON forms of policies and entities against the official engine's.
///
/// Read [dev.remit.conformance.json.EstOracleTest].
@NullMarked
package dev.remit.conformance.json;

import org.jspecify.annotations.NullMarked;
