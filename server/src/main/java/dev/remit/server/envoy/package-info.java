/// External authorization for Envoy, over gRPC and over HTTP.
///
/// Read [dev.remit.server.envoy.AuthorizationCheck], [dev.remit.server.envoy.CheckRequests], then
/// [dev.remit.server.envoy.CheckResponses].
///
/// Source: Envoy API, `envoy.service.auth.v3`.
@NullMarked
package dev.remit.server.envoy;

import org.jspecify.annotations.NullMarked;
