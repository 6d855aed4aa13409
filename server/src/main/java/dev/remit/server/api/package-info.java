/// The OpenAPI document of the service, made from its endpoints.
///
/// Read [dev.remit.server.api.OpenApiEndpoint], then [dev.remit.server.api.OpenApi].
@NullMarked
package dev.remit.server.api;

import org.jspecify.annotations.NullMarked;
