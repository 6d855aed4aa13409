/// Forward authentication: what nginx (`auth_request`) and Traefik (`forwardAuth`) ask before they
/// let a request through.
///
/// Read [dev.remit.server.forward.ForwardAuthEndpoint].
///
/// Sources: nginx documentation, `ngx_http_auth_request_module`; Traefik documentation,
/// ForwardAuth.
@NullMarked
package dev.remit.server.forward;

import org.jspecify.annotations.NullMarked;
