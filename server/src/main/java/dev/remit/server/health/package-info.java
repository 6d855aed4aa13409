/// How the service is: alive, ready, in numbers, and request by request.
///
/// Read [dev.remit.server.health.HealthEndpoints], [dev.remit.server.health.Metrics], then
/// [dev.remit.server.health.AccessLog]. Nothing that is told here names a secret.
@NullMarked
package dev.remit.server.health;

import org.jspecify.annotations.NullMarked;
