/// Who may call the service: callers, their rights, and the gate in front of every endpoint.
///
/// Read [dev.remit.server.access.Caller], [dev.remit.server.access.Right], then
/// [dev.remit.server.access.Gate]. Decided by Cedar policies of Remit's own.
@NullMarked
package dev.remit.server.access;

import org.jspecify.annotations.NullMarked;
