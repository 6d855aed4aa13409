/// The management of callers over HTTP.
///
/// Read [dev.remit.server.callers.CallerEndpoints].
@NullMarked
package dev.remit.server.callers;

import org.jspecify.annotations.NullMarked;
