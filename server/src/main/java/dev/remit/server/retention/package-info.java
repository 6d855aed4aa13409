/// Retention while the service decides: what is past the limits of the settings goes, once an hour.
///
/// Read [dev.remit.server.retention.HourlyRetention], [dev.remit.store.retention.FolderRetention],
/// then [dev.remit.store.retention.InUse]. Knows nothing of HTTP. ADR 0014.
@NullMarked
package dev.remit.server.retention;

import org.jspecify.annotations.NullMarked;
